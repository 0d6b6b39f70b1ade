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
