-- The report as a whole, and the functions that pandoc calls

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
