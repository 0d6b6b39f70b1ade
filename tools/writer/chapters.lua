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
