-- A Pandoc custom writer: from any document that Pandoc reads to a report of lectern, format 1, in one file.
--
--   pandoc report.docx -t lectern.lua -o report.yaml && lectern --check report.yaml
--
-- Metadata and variables (-M, -V):  chapter-level  headings up to this level begin chapters; without it the highest level there is, or the next
-- one where a single heading of that level stands over all. From metadata: title, subtitle, author, date, updated, lang, dir, id, publisher,
-- rights, source, abstract, series, glossary, corrections. `lectern` says that lectern --export has written the document: its chapters are
-- headings of level 1, ids are CHAPTER.ID, and headings without one have none. A variable reversed-authors turns their order.
-- Variables parts (a folder) and part (a number): the document is one part of a long one, cut by html-parts.awk; see "Parts" below.
-- What format 1 can't hold is counted by kind on standard error; the text in it is kept. Pandoc 2.17 calls Doc(), later ones call Writer().

local utils = pandoc.utils

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

local function is_hidden(codepoint)
  return is_within(codepoint, hidden_ranges) or codepoint & 0xFFFE == 0xFFFE
end

local ends_of_line = {[0x0B] = ' ', [0x0C] = ' ', [0x0D] = '', [0x85] = ' ', [0x2028] = ' ', [0x2029] = ' '}

-- Without the characters that lectern doesn't show. Line ends other than LF become spaces.
clean = function(text)
  if not text:find('[\0-\8\11-\31\127-\255]') then return text end
  local parts = {}
  for _, codepoint in utf8.codes(text) do
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

-- Inlines. First to runs {text=, code=, note=, emph=, strong=, link=}; then the runs to a text with marks.

local convert_blocks, note_key

local function with(style, key, value)
  local new = {emph = style.emph, strong = style.strong, link = style.link}
  new[key] = value
  return new
end

local function add_run(runs, style, text, kind)
  local run = {text = text, emph = style.emph, strong = style.strong, link = style.link}
  if kind then run[kind] = true end
  local last = runs[#runs]
  local is_same = last and not kind and not last.code and not last.note and last.emph == run.emph and last.strong == run.strong and last.link == run.link
  if is_same then last.text = last.text .. text elseif text ~= '' then runs[#runs + 1] = run end
end

local raised = {['0'] = '⁰', ['1'] = '¹', ['2'] = '²', ['3'] = '³', ['4'] = '⁴', ['5'] = '⁵', ['6'] = '⁶', ['7'] = '⁷', ['8'] = '⁸', ['9'] = '⁹',
  ['+'] = '⁺', ['-'] = '⁻', ['('] = '⁽', [')'] = '⁾', n = 'ⁿ', i = 'ⁱ'}
local lowered = {['0'] = '₀', ['1'] = '₁', ['2'] = '₂', ['3'] = '₃', ['4'] = '₄', ['5'] = '₅', ['6'] = '₆', ['7'] = '₇', ['8'] = '₈', ['9'] = '₉',
  ['+'] = '₊', ['-'] = '₋', ['('] = '₍', [')'] = '₎'}

local function address(target)
  target = clean(target):gsub('[%s<>\\]', function(c) return string.format('%%%02X', c:byte()) end)
  return (is_exported or target:find('^%a[%w+.-]+:.')) and target or nil
end

local add_inlines

-- Where a link leads in the report; nil: nowhere, and why is told.
local function link_target(target)
  if target:sub(1, 1) ~= '#' then
    local to = address(target)
    if not to then tell('link to another file: its text is kept') end
    return to
  end
  local id = decoded(target:sub(2))
  wanted[id] = true
  local to = target_of(id) or later_target(id)
  if not to then tell('link that leads nowhere: its text is kept') end
  return to
end

local function add_link(inline, style, runs)
  local to = link_target(inline.target)
  local count = #runs
  add_inlines(inline.content, style.link and style or with(style, 'link', to), runs)
  local shown = ''
  for i = count + 1, #runs do shown = shown .. runs[i].text end
  if to and is_blank(shown) and to:sub(1, 1) ~= '#' then add_run(runs, with(style, 'link', to), to) end
end

local function add_letters(inline, style, runs, letters, text_if_not)
  local text = utils.stringify(inline.content)
  local is_known = text ~= ''
  for c in text:gmatch('.') do is_known = is_known and letters[c] ~= nil end
  if is_known then return add_run(runs, style, (text:gsub('.', letters))) end
  tell(text_if_not)
  add_inlines(inline.content, style, runs)
end

local function add_plainly(text)
  return function(inline, style, runs)
    if text then tell(text) end
    add_inlines(inline.content, style, runs)
  end
end

local function add_styled(key)
  return function(inline, style, runs) add_inlines(inline.content, with(style, key, true), runs) end
end

local function alt_text(image)
  local text = trim(one_line(utils.stringify(image.caption)))
  if text == '' then text = image.attributes.alt or '' end
  if text == '' then text = trim((image.title:gsub('^fig:', ''))) end
  if text ~= '' then return text end
  tell('image without words: its file name is kept')
  return image.src:match('^data:') and 'image' or image.src:match('([^/]+)/*$') or 'image'
end

local add_inline = {
  Str = function(inline, style, runs) add_run(runs, style, clean(inline.text)) end,
  Space = function(_, style, runs) add_run(runs, style, ' ') end,
  SoftBreak = function(_, style, runs) add_run(runs, style, ' ') end,
  LineBreak = function(_, style, runs) tell('line break in a text: a space') add_run(runs, style, ' ') end,
  Emph = add_styled('emph'), Underline = add_styled('emph'), Strong = add_styled('strong'),
  Strikeout = add_plainly('struck out text: plain'), SmallCaps = add_plainly('text in small capitals: plain'), Cite = add_plainly(),
  -- TRANSLATORS: raised or lowered letters that have no sign of their own
  Superscript = function(inline, style, runs) add_letters(inline, style, runs, raised, 'superscript: on the line') end,
  Subscript = function(inline, style, runs) add_letters(inline, style, runs, lowered, 'subscript: on the line') end,
  Quoted = function(inline, style, runs)
    local is_single = inline.quotetype == 'SingleQuote'
    add_run(runs, style, is_single and '‘' or '“')
    add_inlines(inline.content, style, runs)
    add_run(runs, style, is_single and '’' or '”')
  end,
  Code = function(inline, style, runs) add_run(runs, style, one_line(inline.text), 'code') end,
  Math = function(inline, style, runs)
    tell('formula: its source is kept as literal text')
    add_run(runs, style, one_line(inline.text), 'code')
  end,
  RawInline = function(inline, style, runs)
    -- TRANSLATORS: %s is a format: html, tex
    tell('raw %s: its text is kept', inline.format)
    local text = one_line(inline.text)
    if inline.format:find('html') then add_run(runs, style, (text:gsub('<[^>]*>', ''))) else add_run(runs, style, text, 'code') end
  end,
  Image = function(inline, style, runs)
    tell('image in a text: its words are kept')
    add_run(runs, style, alt_text(inline))
  end,
  Span = function(inline, style, runs)
    if is_exported and inline.attributes.key then return add_run(runs, style, inline.attributes.key, 'note') end       -- a note in a note
    if inline.identifier ~= '' then table.insert(state.pending, inline.identifier) end
    if inline.attributes.lang or inline.attributes.dir then tell('words with a language or direction of their own: as the text around') end
    add_inlines(inline.content, style, runs)
  end,
  Link = function(inline, style, runs)
    if inline.identifier ~= '' then table.insert(state.pending, inline.identifier) end
    add_link(inline, style, runs)
  end,
  Note = function(inline, style, runs) add_run(runs, style, note_key(inline.content), 'note') end,
}

add_inlines = function(inlines, style, runs)
  for _, inline in ipairs(inlines) do
    local add = add_inline[inline.t]
    if add then
      add(inline, style, runs)
    else
      -- TRANSLATORS: %s is pandoc's word for what stands in a document: Figure
      tell('%s: its text is kept', inline.t)
      add_run(runs, style, clean(utils.stringify(inline)))
    end
  end
end

-- What stands at the end (where = -1) or start (1) of a run, beside a mark of emphasis; the brackets of a link only if it ends there.
local function edge_of(run, where, neighbour)
  if not run then return 'space' end
  if run.code or run.note then return 'punctuation' end
  local at = where > 0 and 1 or utf8.offset(run.text, -1)
  local class = class_of(utf8.codepoint(run.text, at))
  if run.link and class ~= 'space' and not (neighbour and neighbour.link == run.link) then return 'punctuation' end
  return class
end

local function first_character(text) return text:sub(1, (utf8.offset(text, 2) or #text + 1) - 1) end
local function last_character(text) return text:sub(utf8.offset(text, -1)) end

-- Takes the outermost character of a run out of a style: a run of its own. Only of plain text.
local function split_off(runs, index, where, key)
  local run = runs[index]
  local character = where > 0 and first_character(run.text) or last_character(run.text)
  local rest = where > 0 and run.text:sub(#character + 1) or run.text:sub(1, #run.text - #character)
  local apart = {text = character, emph = run.emph, strong = run.strong, link = run.link}
  apart[key] = nil
  run.text = rest
  table.insert(runs, where > 0 and index or index + 1, apart)
  if rest == '' then table.remove(runs, where > 0 and index + 1 or index) end
end

-- Whether a mark of emphasis may stand between the two: what is inside must not be white, nor punctuation right beside a word. Between two
-- signs of punctuation a mark could open as well as close: there it stands only where it can't be moved.
local function may_stand(inside, outside, can_move)
  return inside ~= 'space' and (inside == 'word' or outside == 'space' or (outside == 'punctuation' and not can_move))
end

local function range_of(runs, from, key)
  local to = from
  while runs[to + 1] and runs[to + 1][key] == runs[from][key] do to = to + 1 end
  return to
end

local function is_plain(run)
  return run and not run.code and not run.note
end

-- Makes a range of one style so that its marks are marks: moves what may not stand at its edges out of it, or gives the style up.
local function settle_range(runs, from, key)
  for _, where in ipairs {1, -1} do
    local value = runs[from] and runs[from][key]
    while value and runs[from] and runs[from][key] == value do
      local at = where > 0 and from or range_of(runs, from, key)
      local beyond = runs[at - where]
      local inside, outside = edge_of(runs[at], where, beyond), edge_of(beyond, -where, runs[at])
      if key == 'link' then
        inside = is_plain(runs[at]) and class_of(utf8.codepoint(runs[at].text, where > 0 and 1 or utf8.offset(runs[at].text, -1))) or 'word'
        outside = 'space'
      end
      local can_move = is_plain(runs[at]) and not (runs[at].link and (not beyond or beyond.link ~= runs[at].link))
      if may_stand(inside, outside, can_move) then break end
      if not is_plain(runs[at]) then
        tell('emphasis of a part of a word: plain')
        for i = from, range_of(runs, from, key) do runs[i][key] = nil end
        return
      end
      split_off(runs, at, where, key)
      if where > 0 then from = from + 1 end
    end
  end
end

local function settle(runs, key)
  local index = 1
  while index <= #runs do
    if runs[index][key] then
      settle_range(runs, index, key)
      while runs[index] and not runs[index][key] do index = index + 1 end
      if runs[index] then index = range_of(runs, index, key) end
    end
    index = index + 1
  end
end

local function code_span(text)
  local longest = 0
  for ticks in text:gmatch('`+') do longest = math.max(longest, #ticks) end
  local fence = ('`'):rep(longest + 1)
  local pad = (text:find('^`') or text:find('`$') or (text:find('^ .*%S.* $'))) and ' ' or ''
  return fence .. pad .. text .. pad .. fence
end

local function leaf(run)
  if run.note then return '[^' .. run.text .. ']' end
  if run.code then return code_span(run.text) end
  return (run.text:gsub('[\\`*_%[%]]', '\\%0'):gsub('^%^', '\\^'))     -- "[^" would begin a footnote
end

local marks = {emph = '*', strong = '**'}

local function link_end(target)
  return target:find('[()]') and '](<' .. target .. '>)' or '](' .. target .. ')'
end

-- The style of the run at `from` that reaches farthest becomes the outer one.
local function outer_style(runs, from, to, open)
  local best, reach = nil, from - 1
  for _, key in ipairs {'link', 'emph', 'strong'} do
    if runs[from][key] and not open[key] then
      local last = math.min(range_of(runs, from, key), to)
      if last > reach then best, reach = key, last end
    end
  end
  return best, reach
end

-- Marks that touch others behind which they could not be told apart are written with underscores, which may not stand beside a word.
local function mark_of(key, runs, reach, out)
  if not marks[key] or out.closed ~= #out or #out == 0 then return marks[key] end
  local beyond = edge_of(runs[reach + 1], 1)
  return (beyond == 'space' or beyond == 'punctuation') and marks[key]:gsub('%*', '_') or nil
end

local function write_runs(runs, from, to, open, out)
  while from <= to do
    local key, reach = outer_style(runs, from, to, open)
    local mark = key and mark_of(key, runs, reach, out)
    if marks[key] and not mark then
      tell('emphasis that touches other emphasis: plain')
      for i = from, reach do runs[i][key] = nil end
    elseif not key then
      out[#out + 1] = leaf(runs[from])
      from = from + 1
    else
      open[key] = true
      out[#out + 1] = mark or '['
      write_runs(runs, from, reach, open, out)
      out[#out + 1] = mark or link_end(runs[from].link)
      if mark then out.closed = #out end
      open[key] = nil
      from = reach + 1
    end
  end
end

local function join_code(runs)
  for i = #runs, 2, -1 do
    if runs[i].code and runs[i - 1].code then
      runs[i - 1].text = runs[i - 1].text .. runs[i].text
      table.remove(runs, i)
    end
  end
end

-- A text with marks; '' where there is nothing to see.
local function text_of(inlines)
  local runs = {}
  add_inlines(inlines, {}, runs)
  join_code(runs)
  local all = ''
  for _, run in ipairs(runs) do
    if not run.code then run.text = run.text:gsub('[ \t\n]+', ' ') end
    all = all .. run.text
  end
  if is_blank(all) then return '' end
  settle(runs, 'link')
  settle(runs, 'strong')
  settle(runs, 'emph')
  local out = {}
  write_runs(runs, 1, #runs, {}, out)
  return trim((table.concat(out):gsub('  +', ' ')))
end

local function plain_text(inlines)
  return trim(one_line(utils.stringify(inlines)))
end

-- Blocks. `manner` is {lang=, dir=, ids=} from the Divs around; `depth` counts what a block stands in.

local DEPTH_MOST = 14

local function is_language(tag) return tag and tag:find('^%a%a+[%w-]*$') and #tag:match('^%a+') <= 8 and not tag:find('%-%-') and not tag:find('%-$') end
local function is_direction(dir) return dir == 'ltr' or dir == 'rtl' or dir == 'auto' end

local function manner_of(element, outer)
  local attributes = element.attributes
  local manner = {lang = outer.lang, dir = outer.dir, ids = {}}
  if element.identifier ~= '' then manner.ids = {element.identifier} end
  for _, id in ipairs(outer.ids or {}) do table.insert(manner.ids, id) end
  local lang = attributes.lang or attributes['xml:lang']
  if is_language(lang) then manner.lang = lang end
  if is_direction(attributes.dir) then manner.dir = attributes.dir end
  return manner
end

local function has_class(element, ...)
  for _, class in ipairs(element.classes) do
    for _, name in ipairs {...} do
      if class == name then return true end
    end
  end
  return false
end

local function finish(map, manner, id)
  if id then map[#map + 1] = {'id', id} end
  if manner.lang and manner.lang ~= state.lang then map[#map + 1] = {'lang', manner.lang} end
  if manner.dir and manner.dir ~= state.dir then map[#map + 1] = {'dir', manner.dir} end
  return {map = map}
end

-- What `convert` makes of what stands in a block of that manner.
local function within(manner, convert)
  local lang, dir = state.lang, state.dir
  state.lang, state.dir = manner.lang or lang, manner.dir or dir
  local result = convert()
  state.lang, state.dir = lang, dir
  return result
end

local function add_paragraph(text, manner, out)
  if text == '' then
    for _, id in ipairs(manner.ids or {}) do table.insert(state.pending, id) end
    return
  end
  local id = claim(manner.ids or {}, true)
  local paragraph = finish({{'paragraph', text}}, manner, id)
  out[#out + 1] = #paragraph.map == 1 and not manner.is_block and text or paragraph
end

-- Blocks as content: a text where they are one paragraph, else a sequence; nil where there is nothing.
local function content_of(blocks, depth, manner)
  local out = {}
  within(manner, function() convert_blocks(blocks, {}, depth + 1, out) end)
  if #out == 0 then return nil end
  return #out == 1 and type(out[1]) == 'string' and out[1] or {seq = out}
end

local function lone_image(inlines)
  local image
  for _, inline in ipairs(inlines) do
    if inline.t == 'Link' and #inline.content == 1 then inline = inline.content[1] end
    if inline.t == 'Image' and not image then
      image = inline
    elseif inline.t ~= 'Space' and inline.t ~= 'SoftBreak' and inline.t ~= 'LineBreak' then
      return nil
    end
  end
  return image
end

local function add_figure(words, caption, source, manner, out)
  if words == '' then words, caption = caption, '' end
  if words == '' then return end
  local map = {{'figure', words}}
  if caption ~= '' and (is_exported or caption ~= words) then map[#map + 1] = {'caption', caption} end
  if source ~= '' then map[#map + 1] = {'source', source} end
  out[#out + 1] = finish(map, manner, claim(manner.ids or {}, true))
end

local function image_words(image)
  tell('picture: its words are kept')
  if utils.stringify(image.caption) ~= '' then return text_of(image.caption) end
  return leaf {text = one_line(alt_text(image))}
end

local function texts_of(blocks)
  local texts = {}
  for _, block in ipairs(blocks) do
    local inlines = (block.t == 'Para' or block.t == 'Plain') and block.content or utils.blocks_to_inlines({block})
    local text = text_of(inlines)
    if text ~= '' then texts[#texts + 1] = text end
  end
  return table.concat(texts, ' ')
end

-- A picture with what belongs to it: of a Div (with or without an image in it), or the Figure of later Pandocs.
local function add_figure_of(element, blocks, long, manner, out)
  local words, caption, source, rest = '', texts_of(long), '', {}
  for _, block in ipairs(blocks) do
    local image = (block.t == 'Para' or block.t == 'Plain') and lone_image(block.content)
    if image and words == '' then
      words = image_words(image)
    elseif block.t == 'Div' and has_class(block, 'source') then
      source = texts_of(block.content)
    elseif block.t == 'Div' and has_class(block, 'caption') then
      caption = texts_of(block.content)
    else
      rest[#rest + 1] = block
    end
  end
  if words == '' and #rest > 0 then words = texts_of(table.remove(rest, 1) and {blocks[1]}) end
  if caption == '' then caption = texts_of(rest) end
  add_figure(words, caption, source, manner_of(element, manner), out)
end

local function add_list(block, manner, depth, out)
  local is_steps = block.t == 'OrderedList'
  local items = {}
  for _, item in ipairs(block.content) do
    local content = content_of(item, depth + 1, manner)
    if content then items[#items + 1] = content else tell('empty item of a list: left out') end
  end
  if #items == 0 then return end
  local map = {{is_steps and 'steps' or 'list', {seq = items}}}
  if is_steps and block.start ~= 1 and block.start >= 0 then map[2] = {'start', tostring(math.floor(block.start))} end
  if is_steps and (block.style:find('Alpha') or block.style:find('Roman')) then tell('steps counted by letters or Roman numerals: by numbers') end
  out[#out + 1] = finish(map, manner, claim(manner.ids or {}, true))
end

local function add_terms(block, manner, depth, out)
  local pairs_of, seen
  local function flush()
    if pairs_of and #pairs_of > 0 then out[#out + 1] = finish({{'terms', {map = pairs_of}}}, manner, claim(manner.ids or {}, true)) end
    pairs_of, seen = {}, {}
  end
  flush()
  for _, entry in ipairs(block.content) do
    local term, blocks = text_of(entry[1]), {}
    for _, definition in ipairs(entry[2]) do
      for _, part in ipairs(definition) do blocks[#blocks + 1] = part end
    end
    local content = content_of(blocks, depth + 2, manner)
    if seen[term] then flush() end
    if term == '' or not content then
      flush()
      if term ~= '' then add_paragraph(term, {}, out) end
      convert_blocks(blocks, {}, depth, out)
    else
      seen[term] = true
      pairs_of[#pairs_of + 1] = {term, content}
    end
  end
  flush()
end

-- Tables: a grid of texts; what a cell spans is empty.

local function cell_text(cell)
  local texts = {}
  for _, block in ipairs(cell.contents) do
    local is_text = block.t == 'Plain' or block.t == 'Para'
    if not is_text then tell('cell of a table with more than text: its text is kept') end
    local text = text_of(is_text and block.content or utils.blocks_to_inlines({block}))
    if text ~= '' then texts[#texts + 1] = text end
  end
  if #texts > 1 then tell('cell of a table with several paragraphs: one text') end
  return table.concat(texts, ' ')
end

local function fill_row(row, columns, covered)
  local texts, column = {}, 1
  local function skip_covered()
    while column <= columns and (covered[column] or 0) > 0 do
      texts[column], covered[column], column = '', covered[column] - 1, column + 1
    end
  end
  for _, cell in ipairs(row.cells) do
    skip_covered()
    if column > columns then break end
    if cell.row_span > 1 or cell.col_span > 1 then tell('cell over several rows or columns: in the first') end
    for i = 0, math.min(cell.col_span, columns - column + 1) - 1 do
      texts[column + i] = i == 0 and cell_text(cell) or ''
      covered[column + i] = cell.row_span - 1
    end
    column = column + cell.col_span
  end
  skip_covered()
  for i = 1, columns do texts[i] = texts[i] or '' end
  return {seq = texts}
end

local function fill_rows(rows, columns, out)
  local covered = {}
  for _, row in ipairs(rows) do out[#out + 1] = fill_row(row, columns, covered) end
end

local function is_empty_row(row)
  for _, text in ipairs(row.seq) do
    if text ~= '' then return false end
  end
  return true
end

local aligns = {AlignRight = 'right', AlignCenter = 'center'}

local function align_of(colspecs)
  local names, has_any = {}, false
  for i, spec in ipairs(colspecs) do
    names[i] = aligns[spec[1]] or 'left'
    has_any = has_any or names[i] ~= 'left'
  end
  return has_any and {seq = names} or nil
end

local function rows_of(block, columns)
  local header, rows = {}, {}
  fill_rows(block.head.rows, columns, header)
  for _, body in ipairs(block.bodies) do
    fill_rows(body.head, columns, rows)
    fill_rows(body.body, columns, rows)
  end
  fill_rows(block.foot.rows, columns, rows)
  while #header > 1 do
    tell('row of headings behind the first: an ordinary row')
    table.insert(rows, 1, table.remove(header))
  end
  if header[1] and is_empty_row(header[1]) then header[1] = nil end
  if #rows == 0 then rows[1], header[1] = header[1], nil end
  return header[1], rows
end

local COLUMNS_MOST = 100

local function add_table(block, manner, out)
  local columns = #block.colspecs
  local caption = texts_of(block.caption.long)
  local header, rows = rows_of(block, columns)
  if #rows == 0 then return add_paragraph(caption, manner, out) end
  if columns > COLUMNS_MOST then
    tell('table of more than 100 columns: a paragraph for each row')
    for _, row in ipairs(rows) do add_paragraph(trim((table.concat(row.seq, '; '))), {}, out) end
    return
  end
  if caption ~= '' and out[#out] == caption then out[#out] = nil end        -- pandoc's DOCX has it twice
  local map = {{'table', {seq = rows}}}
  if header then map[#map + 1] = {'header', header} end
  if caption ~= '' then map[#map + 1] = {'caption', caption} end
  if align_of(block.colspecs) then map[#map + 1] = {'align', align_of(block.colspecs)} end
  out[#out + 1] = finish(map, manner, claim(manner.ids, true))
end

local function lines_of(block)
  local lines = {}
  for _, line in ipairs(block.content) do
    local text = {}
    for _, inline in ipairs(line) do text[#text + 1] = inline end
    local first = text[1]
    local blanks = first and first.t == 'Str' and first.text:match('^[\xC2\xA0]+') or ''
    lines[#lines + 1] = (' '):rep(#blanks // 2) .. trim((text_of(text):gsub('^[\xC2\xA0]+', '')))
  end
  return (table.concat(lines, '\n'):gsub('\n+$', ''))
end

local function add_literal(text, manner, out)
  text = clean(text:gsub('\r', '')):gsub('%s+$', '')
  if text == '' then return end
  out[#out + 1] = finish({{'literal', {literal = text}}}, manner, claim(manner.ids or {}, true))
end

local asides = {'aside', 'sidebar', 'note', 'tip', 'hint', 'important', 'caution', 'warning', 'danger', 'attention', 'admonition'}

local function add_aside(block, manner, depth, out)
  local blocks, heading = {}, ''
  for i, part in ipairs(block.content) do
    local is_title = part.t == 'Div' and has_class(part, 'title', 'heading', 'admonition-title')
    if i == 1 and (is_title or part.t == 'Header') then
      heading = is_title and texts_of(part.content) or text_of(part.content)
    else
      blocks[#blocks + 1] = part
    end
  end
  manner = manner_of(block, manner)
  local content = content_of(blocks, depth, manner)
  if not content then return add_paragraph(heading, manner, out) end
  local map = {{'aside', content}}
  if heading ~= '' then map[2] = {'heading', heading} end
  out[#out + 1] = finish(map, manner, claim(manner.ids, true))
end

local function add_quote(block, manner, depth, out)
  local blocks, attribution, by = {}, nil, ''
  for _, part in ipairs(block.content) do
    if part.t == 'Div' and has_class(part, 'by', 'attribution') then attribution = part else blocks[#blocks + 1] = part end
  end
  local content = content_of(blocks, depth, manner)
  if attribution then by = texts_of(attribution.content) end
  if not content then return add_paragraph(by, manner, out) end
  local map = {{'quote', content}}
  if by ~= '' then map[2] = {'by', by} end
  out[#out + 1] = finish(map, manner, claim(manner.ids or {}, true))
end

local function add_raw(block, manner, out)
  if block.format:find('html') and not block.text:gsub('<!%-%-.-%-%->', ''):find('%S') then return end
  tell('raw %s: its text is kept', block.format)
  if not block.format:find('html') then return add_literal(block.text, manner, out) end
  add_paragraph(leaf {text = trim(one_line((block.text:gsub('<!%-%-.-%-%->', ''):gsub('<[^>]*>', ' '))))}, manner, out)
end

local function own(block, manner)
  return manner_of(block, manner)
end

local function add_div(block, manner, depth, out)
  if has_class(block, table.unpack(asides)) then return add_aside(block, manner, depth, out) end
  if has_class(block, 'unreferred') then return texts_of(block.content) and nil end     -- only their notes count
  if has_class(block, 'figure') then return add_figure_of(block, block.content, {}, manner, out) end
  local inner = manner_of(block, manner)
  inner.is_block = has_class(block, 'paragraph')          -- not to be taken for a mere text
  convert_blocks(block.content, inner, depth, out)
end

local function add_text_block(block, manner, _, out)
  local image = lone_image(block.content)
  if image then
    local figure = manner_of(image, manner)
    return add_figure(image_words(image), '', '', figure, out)
  end
  local content = block.content
  local span = #content == 1 and content[1].t == 'Span' and content[1]
  if span and (span.attributes.lang or span.attributes.dir) then
    manner = manner_of(span, manner)
    content = span.content
  end
  add_paragraph(text_of(content), manner, out)
end

local add_block = {
  Para = add_text_block, Plain = add_text_block,
  Header = function(block, manner, _, out)
    tell('heading inside of another block: a strong paragraph')
    add_paragraph(text_of({pandoc.Strong(block.content)}), own(block, manner), out)
  end,
  LineBlock = function(block, manner, _, out)
    local text = lines_of(block)
    if text ~= '' then out[#out + 1] = finish({{'verse', {literal = text}}}, manner, claim(manner.ids or {}, true)) end
  end,
  CodeBlock = function(block, manner, _, out) add_literal(block.text, own(block, manner), out) end,
  RawBlock = function(block, manner, _, out) add_raw(block, manner, out) end,
  BlockQuote = add_quote, BulletList = add_list, OrderedList = add_list, DefinitionList = add_terms, Div = add_div,
  Table = function(block, manner, _, out) add_table(block, own(block, manner), out) end,
  Figure = function(block, manner, _, out) add_figure_of(block, block.content, block.caption.long, manner, out) end,
  HorizontalRule = function() tell('line across the page: left out') end,
  Null = function() end,
}

-- A Div gives its ids to the first block that comes of it, its language and direction to all.
convert_blocks = function(blocks, manner, depth, out)
  local count = #out
  for _, block in ipairs(blocks) do
    local is_first = #out == count
    local here = {lang = manner.lang, dir = manner.dir, ids = is_first and manner.ids or {}, is_block = manner.is_block}
    local add = add_block[block.t]
    if depth > DEPTH_MOST and block.t ~= 'Para' and block.t ~= 'Plain' then
      tell('block that is nested too deep: its text is kept')
      add_paragraph(text_of(utils.blocks_to_inlines({block})), here, out)
    elseif add then
      add(block, here, depth, out)
    else
      tell('%s: its text is kept', block.t)
      add_paragraph(text_of(utils.blocks_to_inlines({block})), here, out)
    end
  end
end

-- The key of a footnote: the next number, or the one that lectern --export gave it. The same key again is the same note.
note_key = function(blocks)
  local first = blocks[1]
  local key = first and first.t == 'Div' and first.attributes.key or nil
  if key and (key:find('[ \t\n%[%]\\]') or #key > 64 or key == '') then key = nil end
  if key and state.note_keys[key] then return key end
  if not key then
    repeat state.last_note = state.last_note + 1 until not state.note_keys[tostring(state.last_note)]
    key = tostring(state.last_note)
  end
  state.note_keys[key] = true
  local index = #state.notes + 1
  state.notes[index] = false                     -- its place, before notes in it
  local pending = state.pending
  state.pending = {}
  local order = first and first.t == 'Div' and tonumber(first.attributes.order) or nil
  local lang, dir = state.lang, state.dir
  state.lang, state.dir = state.chapter_lang, state.chapter_dir         -- a note stands in the chapter, wherever its reference is
  local content = content_of(blocks, 0, {})
  state.lang, state.dir = lang, dir
  state.pending = pending
  state.notes[index] = {key, content or '—', order = order}
  return key
end

-- Chapters and sections: from a flat list of {block=, manner=}, Divs around headings taken away

local function has_heading(blocks)
  for _, block in ipairs(blocks) do
    if block.t == 'Header' or (block.t == 'Div' and not has_class(block, table.unpack(asides)) and has_heading(block.content)) then return true end
  end
  return false
end

-- A paragraph of anchors only: its ids, for what follows. nil: it is no such one.
local function anchors_of(block)
  if block.t ~= 'Para' and block.t ~= 'Plain' then return nil end
  local first = block.content[1]
  if first and (first.t == 'Str' or plain_text(block.content) ~= '') then return nil end
  local ids = {}
  for _, inline in ipairs(block.content) do
    if inline.t == 'Span' and #inline.content == 0 then
      if inline.identifier ~= '' then ids[#ids + 1] = inline.identifier end
    elseif inline.t ~= 'Space' and inline.t ~= 'SoftBreak' then
      return nil
    end
  end
  return ids
end

local function flatten(blocks, manner, flat)
  local ids = manner.ids or {}
  for _, block in ipairs(blocks) do
    local here = {lang = manner.lang, dir = manner.dir, ids = ids}
    if block.t == 'Div' and not has_class(block, table.unpack(asides)) and has_heading(block.content) then
      local count = #flat
      flatten(block.content, manner_of(block, here), flat)
      ids = {}
      local first = flat[count + 1]
      if is_exported and has_class(block, 'section') and first.block.t == 'Header' then
        flat[#flat + 1] = {block = pandoc.Para({}), manner = {ids = {}}, ends = first.block.level}
      end
    elseif anchors_of(block) then
      ids = table.move(anchors_of(block), 1, #anchors_of(block), #ids + 1, table.move(ids, 1, #ids, 1, {}))
    else
      flat[#flat + 1] = {block = block, manner = here}
      ids = {}
    end
  end
  if #ids > 0 then flat[#flat + 1] = {block = pandoc.Para({}), manner = {ids = ids}} end
  return flat
end

local function levels_of(flat)
  local counts, levels = {}, {}
  for _, entry in ipairs(flat) do
    if entry.block.t == 'Header' then
      local level = entry.block.level
      if not counts[level] then levels[#levels + 1] = level end
      counts[level] = (counts[level] or 0) + 1
    end
  end
  table.sort(levels)
  return levels, counts
end

-- Without a wish: the highest level, or the next where there is just one heading of that level, which then names the whole.
local function chapter_level(flat, wish)
  if is_exported then return 1 end
  local levels, counts = levels_of(flat)
  if wish then return wish end
  if levels[1] and counts[levels[1]] == 1 and levels[2] and flat[1].block.t == 'Header' and flat[1].block.level == levels[1] then return levels[2] end
  return levels[1] or 1
end

-- Removes the heading that says no more than the title; or takes it for the title where there is none.
local function take_title(flat, level, title)
  local first = flat[1] and flat[1].block
  if is_exported or (parts and parts.part > 1) or not first or first.t ~= 'Header' then return title end
  local has_nothing = flat[2] and flat[2].block.t == 'Header' and flat[2].block.level <= first.level
  local is_whole = first.level < level or has_nothing
  local text = plain_text(first.content)
  if not is_whole or text == '' or (title and plain_text(title) ~= text) then return title end
  local removed = table.remove(flat, 1)
  if flat[1] then
    for _, id in ipairs(manner_of(first, removed.manner).ids) do table.insert(flat[1].manner.ids, id) end
  end
  return title or first.content
end

local function split(flat, level, title)
  local chapters = {}
  for _, entry in ipairs(flat) do
    local block = entry.block
    if block.t == 'Header' and block.level <= level and plain_text(block.content) ~= '' then
      chapters[#chapters + 1] = {title = block.content, manner = manner_of(block, entry.manner), entries = {}}
    else
      if #chapters == 0 then chapters[1] = {title = title, manner = {ids = {}}, entries = {}, is_start = true} end
      table.insert(chapters[#chapters].entries, entry)
    end
  end
  return chapters
end

local SECTIONS_MOST = 6

-- Puts entries into the bodies of the sections that are open.
local function body_of(entries)
  local root = {}
  local stack = {{level = 0, body = root, lang = state.lang, dir = state.dir}}
  local function leave_sections(level)
    while #stack > 1 and (stack[#stack].level >= level or #stack > SECTIONS_MOST) do table.remove(stack) end
    state.lang, state.dir = stack[#stack].lang, stack[#stack].dir
  end
  for _, entry in ipairs(entries) do
    local block = entry.block
    if entry.ends then leave_sections(entry.ends) end
    local text = block.t == 'Header' and text_of(block.content)
    if text and text ~= '' then
      leave_sections(block.level)
      local manner = manner_of(block, entry.manner)
      if is_exported and block.identifier ~= '' and block.identifier:find(state.id .. '.', 1, true) ~= 1 then table.remove(manner.ids, 1) end
      local body = {}
      local section = finish({{'section', text}}, manner, claim(manner.ids, true))
      section.map[#section.map + 1] = {'body', {seq = body}}
      table.insert(stack[#stack].body, section)
      table.insert(stack, {level = block.level, body = body, lang = manner.lang or state.lang, dir = manner.dir or state.dir})
      state.lang, state.dir = stack[#stack].lang, stack[#stack].dir
    elseif not text then
      convert_blocks({block}, entry.manner, 0, stack[#stack].body)
    end
  end
  return root
end

local function place_chapter(ids, id)
  for _, other in ipairs(ids) do places[other] = places[other] or {chapter = id} end
end

local function chapter_id(chapter, taken)
  for _, id in ipairs(chapter.manner.ids) do
    if valid_id(id) ~= '' then return unique(valid_id(id), taken) end
  end
  local id = slug(plain_text(chapter.title)):sub(1, 60):gsub('^[^%a]+', '')
  return unique(chapter.is_start and 'start' or id ~= '' and id or 'chapter', taken)
end

local function take_summary(chapter)
  local first = chapter.entries[1] and chapter.entries[1].block
  if not first or first.t ~= 'Div' or not has_class(first, 'summary') then return '' end
  table.remove(chapter.entries, 1)
  return texts_of(first.content)
end

-- As lectern --export has numbered them, where it has.
local function sort_notes(notes)
  for i, note in ipairs(notes) do note.order = note.order or i end
  table.sort(notes, function(a, b) return a.order < b.order end)
end

local function convert_chapter(chapter, taken)
  local manner = chapter.manner
  local id = chapter_id(chapter, taken)
  state = {id = id, taken = {}, notes = {}, note_keys = {}, last_note = 0, pending = state and state.pending or {}}
  for _, pending in ipairs(state.pending) do table.insert(manner.ids, pending) end
  state.pending = {}
  place_chapter(manner.ids, id)
  local map = {{'id', id}, {'title', text_of(chapter.title)}}
  if manner.lang and manner.lang ~= language then map[#map + 1] = {'lang', manner.lang} end
  if manner.dir then map[#map + 1] = {'dir', manner.dir} end
  state.lang, state.dir = manner.lang or language, manner.dir
  state.chapter_lang, state.chapter_dir = state.lang, state.dir
  local summary = take_summary(chapter)
  if summary ~= '' then map[#map + 1] = {'summary', summary} end
  local body = {seq = body_of(chapter.entries)}
  map[#map + 1] = {'body', body}
  sort_notes(state.notes)
  if #state.notes > 0 then map[#map + 1] = {'footnotes', {map = state.notes}} end
  return {map = map}, #body.seq == 0
end

-- What stands before the first heading is a chapter only if something stands there.
local function convert_round(chapters)
  local nodes, taken = {}, {}
  for id in pairs(parts and parts.taken or {}) do taken[id] = true end
  for _, chapter in ipairs(chapters) do
    local node, is_empty = convert_chapter(chapter, taken)
    if chapter.is_start and is_empty and #chapters > 1 then
      for _, id in ipairs(chapter.manner.ids) do table.insert(state.pending, id) end
    else
      nodes[#nodes + 1] = node
    end
  end
  return nodes
end

local function convert_all(make_chapters)
  local nodes
  for _ = 1, 2 do
    state, told = nil, {}
    nodes = convert_round(make_chapters())
  end
  return nodes
end

-- Footnotes of EPUB and HTML: links to notes that link back, or that are called so

local function is_reference(link)
  return has_class(link, 'footnote-ref', 'noteref') or (link.attributes.role or ''):find('noteref') ~= nil
end

local function first_inline(block)
  return (block.t == 'Para' or block.t == 'Plain') and block.content[1] or nil
end

local function find_references(doc)
  local references = {}         -- id of the note -> {id of the reference, whether it is called one}
  doc:walk {Link = function(link)
    local id = link.target:match('^#(.+)')
    if id and not references[id] and not has_class(link, 'footnote-back') then references[id] = {link.identifier, is_reference(link)} end
  end}
  return references
end

-- A note is known by its reference; or by a link in it that leads back there.
local function is_note(id, block, references)
  local reference = references[id]
  if not reference then return false end
  local leads_back = reference[2]
  if not leads_back and reference[1] ~= '' then
    pandoc.Div({block}):walk {Link = function(link) leads_back = leads_back or link.target == '#' .. reference[1] end}
  end
  return leads_back
end

local function without_way_back(blocks, reference)
  local function is_way_back(inline)
    return inline and inline.t == 'Link' and (has_class(inline, 'footnote-back') or (reference ~= '' and inline.target == '#' .. reference))
  end
  local function without_number(block)          -- which the way back is: "1. "
    if not is_way_back(block.content[1]) then return nil end
    table.remove(block.content, 1)
    if block.content[1] and block.content[1].t == 'Str' and block.content[1].text:find('^[.:)]$') then table.remove(block.content, 1) end
    return block
  end
  return pandoc.Div(blocks):walk({Para = without_number, Plain = without_number}):walk({Link = function(link)
    if is_way_back(link) then return {} end
  end}).content
end

local function find_notes(doc, references)
  local notes = {}
  local function take(id, blocks)
    notes[id] = without_way_back(blocks, references[id][1])
  end
  doc:walk {
    Div = function(div) if div.identifier ~= '' and is_note(div.identifier, div, references) then take(div.identifier, div.content) end end,
    Para = function(para)
      local first = first_inline(para)
      local id = first and (first.t == 'Link' or first.t == 'Span') and first.identifier or ''
      if id ~= '' and not notes[id] and first.t == 'Link' and is_note(id, para, references) then take(id, {para}) end
    end,
  }
  return notes
end

local function without_empty_items(list)
  local items = {}
  for _, item in ipairs(list.content) do
    if #item > 0 then items[#items + 1] = item end
  end
  if #items == #list.content then return nil end
  if #items == 0 then return {} end
  list.content = items
  return list
end

-- Notes of EPUB that stand in <aside>, which comes as raw HTML around them: a Div. Its id is made whole with the file that it is in.
local function aside_id(block)
  if block.t ~= 'RawBlock' or not block.text:find('^<aside') or not block.text:find('[" -]%l*note["%s]') then return nil end
  return block.text:match('%sid="([^"]+)"')
end

local function without_asides(blocks, file)
  local out, note = {}, nil             -- the note that is open, its tag first
  for _, block in ipairs(blocks) do
    if note and block.t == 'RawBlock' and block.text == '</aside>' then
      local id = aside_id(table.remove(note, 1))
      out[#out + 1], note = pandoc.Div(note, pandoc.Attr(file .. '#' .. id)), nil
    elseif not note and aside_id(block) then
      note = {block}
    else
      table.insert(note or out, block)
    end
  end
  return table.move(note or {}, 1, #(note or {}), #out + 1, out)
end

local function repair_asides(doc)
  local blocks, part, file = {}, {}, ''
  local function end_part()
    local mended = pandoc.Div(part):walk {Blocks = function(list) return without_asides(list, file) end}
    table.move(mended.content, 1, #mended.content, #blocks + 1, blocks)
  end
  for _, block in ipairs(doc.blocks) do
    local anchor = first_inline(block)
    if anchor and #block.content == 1 and anchor.t == 'Span' and #anchor.content == 0 then
      end_part()
      part, file = {}, anchor.identifier
    end
    part[#part + 1] = block
  end
  end_part()
  doc.blocks = blocks
  return doc
end

local function has_asides(doc)
  local found = false
  doc:walk {RawBlock = function(block) found = found or aside_id(block) ~= nil end}
  return found
end

local function repair_notes(doc)
  if has_asides(doc) then doc = repair_asides(doc) end
  local references = find_references(doc)
  local notes = find_notes(doc, references)
  if not next(notes) then return doc end
  return doc:walk {
    Link = function(link)
      local note = notes[link.target:match('^#(.+)') or '']
      if note then return pandoc.Note(note) end
    end,
  }:walk {
    Para = function(para)
      local first = first_inline(para)
      if first and first.t == 'Link' and notes[first.identifier] then return {} end
    end,
    Div = function(div)
      if notes[div.identifier] then return {} end
      if not has_class(div, 'footnotes', 'endnotes') then return nil end
      for _, block in ipairs(div.content) do
        if block.t ~= 'HorizontalRule' then return nil end
      end
      return {}
    end,
    BulletList = without_empty_items, OrderedList = without_empty_items,
  }:walk {
    Div = function(div) if #div.content == 0 or (#div.content == 1 and div.content[1].t == 'HorizontalRule' and has_class(div, 'footnotes')) then return {} end end,
  }
end

-- The manifest

local known = {'title', 'subtitle', 'author', 'authors', 'creator', 'date', 'updated', 'lang', 'language', 'dir', 'id', 'publisher', 'rights', 'source',
  'abstract', 'summary', 'description', 'chapter-level', 'series', 'glossary', 'corrections', 'identifier', 'toc', 'css', 'generator',
  'cover-image', 'viewport', 'progid', 'originator', 'lectern'}

local function kind_of(value)
  return utils.type(value)
end

local function meta_text(value)
  if value == nil then return '' end
  if kind_of(value) == 'List' then
    local texts = {}
    for _, item in ipairs(value) do texts[#texts + 1] = meta_text(item) end
    return table.concat(texts, '; ')
  end
  if kind_of(value) == 'table' then return meta_text(value.name or value.text or value.title) end
  return trim(one_line(utils.stringify(value)))
end

local function meta_marked(value)
  if kind_of(value) == 'Inlines' then return text_of(value) end
  if kind_of(value) == 'Blocks' then return texts_of(value) end
  return leaf {text = meta_text(value)}
end

local function authors_of(meta, is_reversed)
  local value = meta.author or meta.authors or meta.creator
  local names = {}
  for _, item in ipairs(kind_of(value) == 'List' and value or {value}) do
    local name = meta_text(item)
    if name ~= '' then table.insert(names, is_reversed and 1 or #names + 1, name) end
  end
  return names
end

local function date_of(value)
  local text = meta_text(value)
  if text == '' then return nil end
  for _, shape in ipairs {'^%d%d%d%d%-%d%d%-%d%d', '^%d%d%d%d%-%d%d$', '^%d%d%d%d$'} do
    if text:match(shape) then return text:match(shape) end
  end
  local date = utils.normalize_date(text)
  if not date then tell('date that is not understood ("%s"): left out', text) end
  return date
end

local function add_if(map, key, value)
  if value and value ~= '' then map[#map + 1] = {key, value} end
end

local function add_series(map, series)
  if kind_of(series) ~= 'table' then return end
  local inner = {}
  add_if(inner, 'title', meta_marked(series.title))
  for _, key in ipairs {'part', 'of'} do add_if(inner, key, meta_text(series[key]):match('^%d+$')) end
  if inner[1] and inner[1][1] == 'title' then map[#map + 1] = {'series', {map = inner}} end
end

local function add_glossary(map, glossary)
  local entries = {}
  if kind_of(glossary) ~= 'List' then return end
  for _, entry in ipairs(glossary) do add_if(entries, meta_text(entry.term), meta_text(entry.meaning)) end
  if #entries > 0 then map[#map + 1] = {'glossary', {map = entries}} end
end

local function add_corrections(map, corrections)
  local entries = {}
  if kind_of(corrections) ~= 'List' then return end
  for _, entry in ipairs(corrections) do entries[#entries + 1] = {map = {{'was', meta_text(entry.was)}, {'now', meta_text(entry.now)}}} end
  if #entries > 0 then map[#map + 1] = {'corrections', {seq = entries}} end
end

local function tell_unknown(meta)
  local is_known = {}
  for _, name in ipairs(known) do is_known[name] = true end
  for name in pairs(meta) do
    -- TRANSLATORS: %s is what the document calls it: keywords
    if not is_known[name:lower()] then tell('metadata "%s": left out', name) end
  end
end

local function manifest_of(meta, title, file, variables)
  local map = {{'lectern', '1'}}
  local id = meta_text(meta.id)
  if not id:find('^[a-z0-9-]+$') or #id > 100 then id = slug(plain_text(title)) end
  if not id:find('%l') then id = slug(file) end
  if id ~= meta_text(meta.id) then id = id:sub(1, 60):gsub('%-+$', '') end
  map[2] = {'id', id ~= '' and id or 'report'}
  map[3] = {'title', text_of(title)}
  local dir = meta_text(meta.dir)
  add_if(map, 'language', language)
  add_if(map, 'dir', is_direction(dir) and dir)
  add_series(map, meta.series)
  add_if(map, 'publisher', meta_text(meta.publisher))
  local authors = authors_of(meta, variables['reversed-authors'] ~= nil)
  if #authors > 0 then map[#map + 1] = {'authors', {seq = authors}} end
  add_if(map, 'published', date_of(meta.date))
  add_if(map, 'updated', date_of(meta.updated))
  add_if(map, 'source', meta_text(meta.source))
  add_if(map, 'rights', meta_text(meta.rights))
  add_if(map, 'summary', meta_marked(meta.abstract or meta.summary or meta.description or ''))
  add_glossary(map, meta.glossary)
  add_corrections(map, meta.corrections)
  tell_unknown(meta)
  return map
end

local function inlines_of(value)
  return kind_of(value) == 'Inlines' and value or {pandoc.Str(meta_text(value))}
end

local function add_all(list, more)
  for _, item in ipairs(more) do list[#list + 1] = item end
end

-- Where the metadata are silent, that of the first chapter that has one.
local function language_of(meta, chapters)
  local lang = meta_text(meta.lang or meta.language)
  if is_language(lang) then return lang end
  for _, chapter in ipairs(chapters) do
    if chapter.manner.lang then return chapter.manner.lang end
  end
  return nil
end

local function title_of(meta)
  if not meta.title or meta_text(meta.title) == '' then return nil end
  local title = {}
  add_all(title, inlines_of(meta.title))
  if meta.subtitle and meta_text(meta.subtitle) ~= '' then
    add_all(title, {pandoc.Str(':'), pandoc.Space()})
    add_all(title, inlines_of(meta.subtitle))
  end
  return title
end

local function name_of_input(variables)
  local files = PANDOC_STATE and PANDOC_STATE.input_files or {}
  local name = tostring(variables['file-name'] or files[1] or 'Report')
  return (name:gsub('^.*/', ''):gsub('(.)%.%w+$', '%1'))
end

local function report_of(doc, variables)
  local meta = doc.meta
  read_parts(variables)
  is_exported = meta.lectern ~= nil
  local wish = tonumber(meta_text(meta['chapter-level'])) or tonumber(tostring(variables['chapter-level'] or ''))
  doc = repair_notes(doc)
  local title, file = nil, name_of_input(variables)
  local function make_chapters()
    local flat = flatten(doc.blocks, {ids = {}}, {})
    local level = chapter_level(flat, wish)
    title = take_title(flat, level, title_of(meta)) or {pandoc.Str(file)}
    local chapters = split(flat, level, title)
    if #chapters == 0 then chapters[1] = {title = title, manner = {ids = {}}, entries = {}, is_start = true} end
    language = language_of(meta, chapters)
    return chapters
  end
  local chapters = convert_all(make_chapters)
  state = {id = '', taken = {}, notes = {}, note_keys = {}, last_note = 0, pending = {}}
  local map = manifest_of(meta, title, file, variables)
  if parts then write_parts(chapters) end
  map[#map + 1] = {'chapters', {seq = chapters}}
  local out = {}
  write_node(out, {map = map}, 0, false)
  print_told(variables.counts and tostring(variables.counts))
  return table.concat(out) .. '\n'
end

function Writer(doc, options)
  return report_of(doc, options and options.variables or {})
end

-- Pandoc 2.17 renders each element by a function of its name, and then the whole by Doc(): here only the last one counts. The others take as long as
-- it does; a filter before it (--lua-filter=lectern.lua -V filtered) hands them one element, which is the report.
local is_classic = PANDOC_VERSION < pandoc.types.Version('2.17.2')

if is_classic and PANDOC_DOCUMENT then
  function Doc(body, _, variables)
    return variables.filtered and body or report_of(PANDOC_DOCUMENT, variables)
  end
  function Blocksep() return '' end
  local elements = {
    'BlockQuote', 'BulletList', 'CaptionedImage', 'Cite', 'Code', 'CodeBlock', 'DefinitionList', 'DisplayMath', 'Div', 'DoubleQuoted', 'Emph',
    'Header', 'HorizontalRule', 'Image', 'InlineMath', 'LineBlock', 'LineBreak', 'Link', 'Note', 'OrderedList', 'Para', 'Plain', 'RawBlock',
    'RawInline', 'SingleQuoted', 'SmallCaps', 'SoftBreak', 'Space', 'Span', 'Str', 'Strikeout', 'Strong', 'Subscript', 'Superscript', 'Table',
    'Underline',
  }
  for _, name in ipairs(elements) do _G[name] = function() return '' end end
  function RawBlock(_, text) return text end
elseif is_classic then
  function Pandoc(doc)
    return pandoc.Pandoc({pandoc.RawBlock('lectern', report_of(doc, PANDOC_WRITER_OPTIONS.variables))})
  end
end
