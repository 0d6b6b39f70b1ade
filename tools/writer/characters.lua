-- Characters

local hidden_ranges = {
  {0x00, 0x08}, {0x0B, 0x1F}, {0x7F, 0x9F}, {0x61C, 0x61C}, {0x180E, 0x180E}, {0x200B, 0x200B}, {0x200E, 0x200F}, {0x202A, 0x202E},
  {0x2060, 0x2065}, {0x206A, 0x206F}, {0xFDD0, 0xFDEF}, {0xFEFF, 0xFEFF}, {0xFFF0, 0xFFFB}, {0xFFFE, 0xFFFF}, {0x1BCA0, 0x1BCA3},
  {0x1D173, 0x1D17A}, {0xE0000, 0xE00FF},
}

local function is_within(codepoint, ranges)
  for _, range in ipairs(ranges) do
    if codepoint >= range[1] and codepoint <= range[2] then return true end
  end
  return false
end

local HEADING_ROW = utf8.char(0xFDD0)   -- odt-text.awk begins the heading row of a table with it

local function is_hidden(codepoint)
  return is_within(codepoint, hidden_ranges) or codepoint & 0xFFFE == 0xFFFE
end

local ends_of_line = {[0x0B] = ' ', [0x0C] = ' ', [0x0D] = '', [0x85] = ' ', [0x2028] = ' ', [0x2029] = ' '}

-- Without the characters that lectern doesn't show. Line ends other than LF become spaces.
clean = function(text)
  if not text:find('[\0-\8\11-\31\127-\255]') then return text end
  local parts = {}
  for _, codepoint in utf8.codes((text:gsub(HEADING_ROW, ''))) do
    if ends_of_line[codepoint] then
      parts[#parts + 1] = ends_of_line[codepoint]
    elseif is_hidden(codepoint) then
      tell('character that is not shown (controls, marks of direction): left out')
    else
      parts[#parts + 1] = utf8.char(codepoint)
    end
  end
  return table.concat(parts)
end

local nbsp = utf8.char(0xA0)

local function one_line(text)
  return (clean(text):gsub('[ \t\n]+', ' '))
end

local function trim(text)
  return (text:gsub('^[ \t\n]+', ''):gsub('[ \t\n]+$', ''))
end

local function is_blank(text)
  return not text:gsub(nbsp, ''):find('%S')
end

-- What a character is beside a mark of emphasis. What isn't surely a letter or surely punctuation is "unsure", and taken for the worse of both.
local letter_ranges = {
  {0xC0, 0xD6}, {0xD8, 0xF6}, {0xF8, 0x2AF}, {0x370, 0x373}, {0x388, 0x481}, {0x48A, 0x52F}, {0x5D0, 0x5EA}, {0x620, 0x64A}, {0x660, 0x669},
  {0x671, 0x6D3}, {0x904, 0x939}, {0x1E00, 0x1FBB}, {0x3041, 0x3096}, {0x30A1, 0x30FA}, {0x3400, 0x4DBF}, {0x4E00, 0x9FFF}, {0xAC00, 0xD7A3},
}
local punctuation_ranges = {
  {0xA1, 0xA1}, {0xAB, 0xAB}, {0xBB, 0xBB}, {0xBF, 0xBF}, {0x60C, 0x60C}, {0x61B, 0x61B}, {0x61F, 0x61F}, {0x2010, 0x2027}, {0x2030, 0x205E},
  {0x3001, 0x3003}, {0x3008, 0x3011}, {0x3014, 0x301F}, {0xFF01, 0xFF0F}, {0xFF1A, 0xFF1B},
}

local function class_of(codepoint)
  if codepoint == 0x20 or codepoint == 0xA0 or codepoint == 0x3000 then return 'space' end
  if codepoint < 0x80 then return string.char(codepoint):find('%w') and 'word' or 'punctuation' end
  if is_within(codepoint, letter_ranges) then return 'word' end
  return is_within(codepoint, punctuation_ranges) and 'punctuation' or 'unsure'
end
