-- Parts. What is known of the others is in the folder: ids and wanted, of the whole document; places ("ID<TAB>TARGET") and chapters ("PART ID"), of the
-- parts before. A link to a later part leads to the number of its id in `ids` between two characters 1, which nothing else contains;
-- lectern-import puts the target in its place.

local function each_line(name, take)
  local file = io.open(parts.folder .. '/' .. name)
  if not file then return end
  for line in file:lines() do take(line) end
  file:close()
end

local function decoded(id)
  return (id:gsub('%%(%x%x)', function(hex) return string.char(tonumber(hex, 16)) end))
end

local function read_parts(variables)
  local folder, part = tostring(variables.parts or ''), tonumber(tostring(variables.part or ''))
  if folder == '' or not part then return end
  parts = {folder = folder, part = part, numbers = {}, taken = {}, known = {}}
  local number = 0
  each_line('ids', function(line)
    local id = line:match(' (.*)')
    number = number + 1
    parts.numbers[id] = parts.numbers[id] or number
  end)
  each_line('wanted', function(line) wanted[decoded(line)] = true end)
  each_line('chapters', function(line) parts.taken[line:match(' (.*)')] = true end)
  each_line('places', function(line)
    local id, chapter, block = line:match('^(.-)\t#([^/]*)/?(.*)')
    places[id] = {chapter = chapter, id = block ~= '' and block or nil}
    parts.known[id] = true
  end)
end

local function write_parts(chapters)
  local file = io.open(parts.folder .. '/places', 'a')
  for id, place in pairs(places) do
    if parts.numbers[id] and not parts.known[id] then file:write(id, '\t#', place.chapter, place.id and '/' .. place.id or '', '\n') end
  end
  file:close()
  file = io.open(parts.folder .. '/chapters', 'a')
  for _, chapter in ipairs(chapters) do file:write(parts.part, ' ', chapter.map[1][2], '\n') end
  file:close()
end

local function later_target(id)
  local number = parts and parts.numbers[id]
  return number and '#\1' .. number .. '\1'
end
