-- Lex Loci for Neovim 0.7 and later: the type of `.loci` files, and the language server for them and for Markdown tests.
-- `vim.g.lexloci_command` is the command that starts the server, `vim.g.lexloci_day` the day of which hints speak.

if vim.g.loaded_lexloci then return end
vim.g.loaded_lexloci = true

local group = vim.api.nvim_create_augroup("lexloci", {})

-- Returns the folder that holds a repository, or else that of the file.
local function root_of(buffer)
  local folder = vim.fn.fnamemodify(vim.api.nvim_buf_get_name(buffer), ":p:h")
  local repository = vim.fn.finddir(".git", folder .. ";")
  return repository ~= "" and vim.fn.fnamemodify(repository, ":p:h:h") or folder
end

local clients = {}

-- Starts a server for the folder of a buffer, or attaches the buffer to the one that runs there.
local function attach(buffer)
  local root = root_of(buffer)
  if not clients[root] then
    clients[root] = vim.lsp.start_client({
      name = "lexloci",
      cmd = vim.g.lexloci_command or { "lexloci", "lsp" },
      root_dir = root,
      init_options = { day = vim.g.lexloci_day },
      on_exit = function() clients[root] = nil end,
    })
  end
  if clients[root] then vim.lsp.buf_attach_client(buffer, clients[root]) end
end

vim.api.nvim_create_autocmd({ "BufRead", "BufNewFile" }, {
  group = group,
  pattern = "*.loci",
  callback = function(args) vim.bo[args.buf].filetype = "loci" end,
})

vim.api.nvim_create_autocmd("FileType", {
  group = group,
  pattern = { "loci", "markdown" },
  callback = function(args)
    if vim.bo[args.buf].filetype == "loci" then vim.bo[args.buf].commentstring = "# %s" end
    attach(args.buf)
  end,
})
