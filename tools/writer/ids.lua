-- Ids. The document is converted twice: the first round finds out which ids are led to, and where each comes to stand.

local places = {}       -- id in the document -> {chapter=, id=} in the report
local wanted = {}       -- ids that links lead to
local language          -- of the report; nil = unknown
local is_exported       -- by lectern itself
local parts             -- of a long document: {folder=, part=, numbers=, taken=, known=}; nil = the document is whole
local state             -- of the chapter at hand: {id=, taken=, notes=, note_keys=, pending=, lang=, dir=}; the last two of what is around

local accents = {
  a = 'àáâãäåāăą', c = 'çćĉċč', d = 'ďđ', e = 'èéêëēĕėęě', g = 'ĝğġģ', h = 'ĥħ', i = 'ìíîïĩīĭįı', j = 'ĵ', k = 'ķ', l = 'ĺļľł', n = 'ñńņňŋ',
  o = 'òóôõöøōŏő', r = 'ŕŗř', s = 'śŝşšș', t = 'ţťț', u = 'ùúûüũūŭůűų', w = 'ŵ', y = 'ýÿŷ', z = 'źżž', ss = 'ß', ae = 'æ', oe = 'œ', th = 'þ',
}
local plain = {}
for letter, accented in pairs(accents) do
  for _, codepoint in utf8.codes(accented) do plain[utf8.char(codepoint)] = letter end
end

local function slug(text)
  text = pandoc.text.lower(text):gsub("['’]", '')
  text = text:gsub('[\xC2-\xF4][\x80-\xBF]*', function(c) return plain[c] or '-' end)
  return (text:gsub('[^%w]+', '-'):gsub('^%-+', ''):gsub('%-+$', ''))
end

local ID_MOST = 100

local function valid_id(id, chapter)
  id = id:match('#(.+)$') or id                                         -- EPUB: file.xhtml#id
  if chapter and id:sub(1, #chapter + 1) == chapter .. '.' then id = id:sub(#chapter + 2) end
  if id:find('[^%w_-]') then id = slug(id) end
  return (id:gsub('^[^%a]+', ''):sub(1, ID_MOST))
end

local function unique(id, taken)
  local number, free = 1, id
  while taken[free] do
    number = number + 1
    free = id:sub(1, ID_MOST - #tostring(number) - 1) .. '-' .. number
  end
  taken[free] = true
  return free
end

-- Gives a block the first of its ids that can be one; links to the others lead there too. nil: it has none that anybody needs.
local function claim(own, always)
  local ids, needed, chosen = {}, false, nil
  for _, id in ipairs(own) do ids[#ids + 1] = id end
  for _, id in ipairs(state.pending) do ids[#ids + 1] = id end
  state.pending = {}
  for i, id in ipairs(ids) do needed = needed or wanted[id] or (always and i <= #own) end
  if not needed then return nil end
  for _, id in ipairs(ids) do chosen = chosen or (valid_id(id, state.id) ~= '' and valid_id(id, state.id)) or nil end
  chosen = unique(chosen or 'place', state.taken)
  for _, id in ipairs(ids) do places[id] = places[id] or {chapter = state.id, id = chosen} end
  return chosen
end

local function target_of(id)
  local place = places[id]
  if not place then return nil end
  if not place.id then return '#' .. place.chapter end
  return '#' .. (place.chapter == state.id and '' or place.chapter .. '/') .. place.id
end
