-- Asks the server, through Neovim's own client, what an editor asks; run in the folder of a workspace:
--   LEXLOCI=/path/to/lexloci nvim --headless -u NONE -S neovim.lua -c "cquit 2"
-- It prints a line for each question, and leaves with 1 where an answer is not what it should be.

local failed = 0

local function check(name, is_right, answer)
  if is_right then
    io.stdout:write("ok " .. name .. "\n")
  else
    failed = failed + 1
    io.stdout:write("not ok " .. name .. " " .. vim.inspect(answer) .. "\n")
  end
end

-- The plugin as it ships: it knows the type of the file, and starts the server.
local here = debug.getinfo(1, "S").source:sub(2):match("^(.*)/tests/editors/")
vim.g.lexloci_command = { os.getenv("LEXLOCI"), "lsp" }
vim.g.lexloci_day = "2026-03-01"
vim.cmd("source " .. here .. "/editors/neovim/plugin/lexloci.lua")

local root = vim.fn.getcwd()
vim.cmd("edit " .. root .. "/shop.loci")
local buffer = vim.api.nvim_get_current_buf()
local function wait(what)
  return vim.wait(60000, what, 10)
end

wait(function() return next(vim.lsp.buf_get_clients(buffer)) ~= nil end)
local client = vim.tbl_keys(vim.lsp.buf_get_clients(buffer))[1]

-- Returns the position of the nth time that some words stand in the buffer, `into` bytes behind their start, in UTF-16.
local function at(words, into, n)
  local seen = 0
  for number, line in ipairs(vim.api.nvim_buf_get_lines(buffer, 0, -1, true)) do
    local from = 1
    while true do
      local start = line:find(words, from, true)
      if not start then break end
      if seen == (n or 0) then
        local _, units = vim.str_utfindex(line, start - 1 + into)
        return { line = number - 1, character = units }
      end
      seen = seen + 1
      from = start + 1
    end
  end
  error("no " .. words)
end

local function ask(method, params)
  params.textDocument = { uri = vim.uri_from_bufnr(buffer) }
  local answers, problem = vim.lsp.buf_request_sync(buffer, method, params, 60000)
  local answer = answers and answers[client]
  if not answer or answer.err then return nil, problem or answer end
  return answer.result
end

local function replace(old, new)
  for number, line in ipairs(vim.api.nvim_buf_get_lines(buffer, 0, -1, true)) do
    local start, stop = line:find(old, 1, true)
    if start then
      vim.api.nvim_buf_set_text(buffer, number - 1, start - 1, number - 1, stop, { new })
      return
    end
  end
  error("no " .. old)
end

local function text()
  return table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, true), "\n")
end

local whole = text()

-- 1, 2: a fault is shown, and its fix applied.
replace("s.kind is backup", "s.kind == backup")
wait(function() return #vim.diagnostic.get(buffer) > 0 end)
local found = vim.diagnostic.get(buffer)
check("diagnostics", found[1] and found[1].source == "lexloci", found)
local place = at("==", 0)
local actions = ask("textDocument/codeAction", {
  range = { start = place, ["end"] = place },
  context = { diagnostics = {}, only = { "quickfix" } },
})
if actions and actions[1] then vim.lsp.util.apply_workspace_edit(actions[1].edit, "utf-16") end
check("fix", text() == whole, text())
wait(function() return #vim.diagnostic.get(buffer) == 0 end)

-- 3: completion behind characters outside of ASCII.
replace("s in approved or", "s in app or")
local items = ask("textDocument/completion", { position = at("s in app or", 8) })
check("completion", items and items.items[1] and items.items[1].label == "approved", items)
replace("s in app or", "s in approved or")

local hover = ask("textDocument/hover", { position = at("in approved", 4) })
check("hover", hover and hover.contents.value:find("DE, FR", 1, true) ~= nil, hover)

local definition = ask("textDocument/definition", { position = at("s in ours", 6) })
check("definition", definition and definition.uri == vim.uri_from_fname(root .. "/house.loci"), definition)

local references = ask("textDocument/references", {
  position = at("s in ours", 6),
  context = { includeDeclaration = true },
})
check("references", references and #references == 2, references)

local edit = ask("textDocument/rename", { position = at("every s", 6), newName = "store" })
if edit then vim.lsp.util.apply_workspace_edit(edit, "utf-16") end
check("rename", text():find("require store in approved or store in ours", 1, true) ~= nil, text())
local back = ask("textDocument/rename", { position = at("every store", 6), newName = "s" })
if back then vim.lsp.util.apply_workspace_edit(back, "utf-16") end

replace("    require", "  require")
local edits = ask("textDocument/formatting", { options = { tabSize = 2, insertSpaces = true } })
if edits then vim.lsp.util.apply_text_edits(edits, buffer, "utf-16") end
check("format", text() == whole, text())

local symbols = ask("textDocument/documentSymbol", {})
check("symbols", symbols and symbols[3] and symbols[3].children[1].name == "stores", symbols)

local tokens = ask("textDocument/semanticTokens/full", {})
check("tokens", tokens and #tokens.data > 100 and #tokens.data % 5 == 0, tokens)

local hints = ask("textDocument/inlayHint", {
  range = { start = { line = 0, character = 0 }, ["end"] = { line = 99, character = 0 } },
})
check("hints", hints and hints[1] and hints[1].label == "(2: DE, FR)", hints)

local lenses = ask("textDocument/codeLens", {})
local command = lenses and lenses[1] and lenses[1].command
local outcome = command
  and ask("workspace/executeCommand", { command = command.command, arguments = command.arguments })
check("lens", outcome and outcome.claim == "keys" and outcome.outcome == "proved", { lenses, outcome })

vim.lsp.stop_client(client)
vim.cmd(failed == 0 and "qall!" or "cquit 1")
