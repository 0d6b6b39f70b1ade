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

local function is_heading_row(row)
  for _, cell in ipairs(row and row.cells or {}) do
    if utils.stringify(cell.contents):find(HEADING_ROW, 1, true) then return true end
  end
  return false
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
  if not header[1] and block.bodies[1] and is_heading_row(block.bodies[1].body[1]) then header[1] = table.remove(rows, 1) end
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
