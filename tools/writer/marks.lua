-- Marks of emphasis, links and code: where they may stand, and the text with them

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
