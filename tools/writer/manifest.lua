-- The manifest

local known = {'title', 'subtitle', 'author', 'authors', 'creator', 'date', 'updated', 'lang', 'language', 'dir', 'id', 'publisher', 'rights', 'source',
  'abstract', 'summary', 'description', 'chapter-level', 'series', 'glossary', 'corrections', 'identifier', 'toc', 'css', 'generator',
  'cover-image', 'viewport', 'progid', 'originator', 'lectern', 'dcterms.date'}

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
  add_if(map, 'published', date_of(meta.date or meta['dcterms.date']))
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
