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
