-- YAML: a string is a text; {literal=} keeps its lines; {seq=} and {map=}, a list of {key, value}, hold others

local FOLD = 90         -- columns

local function quoted(text)
  return "'" .. text:gsub("'", "''") .. "'"
end

-- Lines end only between ASCII characters: between those of a script without spaces lectern would drop the space.
local function fold(text, indent)
  local lines, line = {}, ''
  for word in text:gmatch('[^ ]+') do
    local breaks = #line > 0 and #line + #word >= FOLD - indent and line:byte(-1) < 0x80 and word:byte(1) < 0x80
    if breaks then lines[#lines + 1] = line end
    line = (breaks or line == '') and word or line .. ' ' .. word
  end
  lines[#lines + 1] = line
  return table.concat(lines, '\n' .. (' '):rep(indent))
end

local function indented(text, indent)
  return (('\n' .. text):gsub('\n([^\n])', '\n' .. (' '):rep(indent) .. '%1'))
end

local function scalar(node, indent)
  if type(node) == 'table' then
    return (node.literal:find('^[ \n]') and '|2-' or '|-') .. indented(node.literal, indent)
  end
  if #node + indent <= FOLD then return quoted(node) end
  return '>-\n' .. (' '):rep(indent) .. fold(node, indent)
end

local write_node

local function write_pair(out, pair, indent)
  local key, value = pair[1], pair[2]
  local shown = key:find('^%l+$') and key or quoted(key)
  if #shown > 500 then
    out[#out + 1] = '? ' .. shown .. '\n' .. (' '):rep(indent) .. ':'
  else
    out[#out + 1] = shown .. ':'
  end
  write_node(out, value, indent + 2, true)
end

-- Behind "key:" or "- ". Of those behind a key, sequences and mappings begin on a line of their own.
write_node = function(out, node, indent, is_value)
  local lead = '\n' .. (' '):rep(indent)
  if type(node) == 'string' or node.literal then
    out[#out + 1] = (is_value and ' ' or '') .. scalar(node, indent)
    return
  end
  local items = node.seq or node.map
  if #items == 0 then
    out[#out + 1] = ' []'
    return
  end
  for i, item in ipairs(items) do
    if i > 1 or is_value then out[#out + 1] = lead end
    if node.seq then
      out[#out + 1] = '- '
      write_node(out, item, indent + 2, false)
    else
      write_pair(out, item, indent)
    end
  end
end
