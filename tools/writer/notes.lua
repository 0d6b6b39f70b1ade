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
