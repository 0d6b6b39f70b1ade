-- What is counted, by kind. The texts are formats of printf, which xgettext finds behind "tell" and as what add_plainly() and add_letters() are given.

local told = {}         -- text -> what stands in it, or '' -> how often

local clean

local function tell(text, within)
  within = within and clean(within):gsub('[\n\t]', ' ') or ''
  told[text] = told[text] or {}
  told[text][within] = (told[text][within] or 0) + 1
end

local function sorted_keys(map)
  local keys = {}
  for key in pairs(map) do keys[#keys + 1] = key end
  table.sort(keys)
  return keys
end

-- In English, on standard error; or into a file, for lectern-import to tell it in the reader's language: times, format, and what stands in it.
local function print_told(file)
  local out = file and assert(io.open(file, 'a')) or io.stderr
  for _, text in ipairs(sorted_keys(told)) do
    for _, within in ipairs(sorted_keys(told[text])) do
      local times = told[text][within]
      out:write(file and table.concat({times, text, within}, '\t') or 'lectern.lua: ' .. times .. ' x ' .. text:format(within), '\n')
    end
  end
  if file then out:close() end
end
