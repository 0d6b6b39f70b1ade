-- The other kinds of blocks, a table of all, and footnotes

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
