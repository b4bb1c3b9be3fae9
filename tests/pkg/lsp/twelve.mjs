// Twelve questions of an editor, asked by the protocol that VS Code's client speaks: what Neovim and Emacs ask in tests/editors.
import {
  CodeActionRequest,
  CodeLensRequest,
  CompletionRequest,
  DefinitionRequest,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentFormattingRequest,
  DocumentSymbolRequest,
  ExecuteCommandRequest,
  ExitNotification,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  InlayHintRequest,
  PublishDiagnosticsNotification,
  ReferencesRequest,
  RegistrationRequest,
  RenameRequest,
  SemanticTokensRequest,
  ShutdownRequest,
} from "vscode-languageserver-protocol";

/** Returns the position of a piece of a text, `into` units behind its start. */
function at(text, piece, into = 0) {
  const offset = text.indexOf(piece) + into;
  const lines = text.slice(0, offset).split("\n");
  return { line: lines.length - 1, character: lines.at(-1).length };
}

/** Returns a text with edits applied, the last one first. */
function edited(text, edits) {
  const starts = [0, ...[...text.matchAll(/\n/g)].map((found) => found.index + 1)];
  const offset = ({ line, character }) => (starts[line] ?? text.length) + character;
  const later = (a, b) => offset(b.range.start) - offset(a.range.start);
  const put = (whole, { range, newText }) =>
    whole.slice(0, offset(range.start)) + newText + whole.slice(offset(range.end));
  return [...edits].sort(later).reduce(put, text);
}

const CAPABILITIES = {
  textDocument: {
    hover: { contentFormat: ["markdown"] },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
  },
  workspace: { didChangeWatchedFiles: { dynamicRegistration: true } },
};

/** Asks a server about the policy `text` in the folder `folder`; gives each question's name with whether its answer is right. */
export async function twelve(connection, folder, text) {
  const uri = `${folder}/shop.loci`;
  const textDocument = { uri };
  const found = [];
  let heard = () => {};
  connection.onNotification(
    PublishDiagnosticsNotification.type,
    (published) => published.uri === uri && heard(published),
  );
  connection.onRequest(RegistrationRequest.type, () => {});
  connection.listen();
  await connection.sendRequest(InitializeRequest.type, {
    processId: null,
    rootUri: null,
    capabilities: CAPABILITIES,
    workspaceFolders: [{ uri: folder, name: "work" }],
    initializationOptions: { day: "2026-03-01" },
  });
  await connection.sendNotification(InitializedNotification.type, {});

  let version = 1;
  const published = () => new Promise((resolve) => (heard = resolve));
  const shows = async (content) => {
    version += 1;
    const next = published();
    await connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version },
      contentChanges: [{ text: content }],
    });
    return next;
  };
  const ask = (type, params) => connection.sendRequest(type, { textDocument, ...params });
  const check = (name, isRight) => found.push([name, Boolean(isRight)]);

  const first = published();
  await connection.sendNotification(DidOpenTextDocumentNotification.type, {
    textDocument: { uri, languageId: "loci", version, text },
  });
  const clean = await first;
  const slip = text.replace("s.kind is backup", "s.kind == backup");
  const { diagnostics } = await shows(slip);
  check("diagnostics", clean.diagnostics.length === 0 && diagnostics[0]?.source === "lexloci");
  const place = at(slip, "==");
  const context = { diagnostics: [], only: ["quickfix"] };
  const actions = await ask(CodeActionRequest.type, { range: { start: place, end: place }, context });
  check("fix", edited(slip, actions[0]?.edit.changes?.[uri] ?? actions[0]?.edit.documentChanges[0].edits) === text);

  const short = text.replace("s in approved or", "s in app or");
  await shows(short);
  const list = await ask(CompletionRequest.type, { position: at(short, "s in app or", 8) });
  check("completion", (list.items ?? list)[0]?.label === "approved");
  await shows(text);

  const hover = await ask(HoverRequest.type, { position: at(text, "in approved", 4) });
  check("hover", hover.contents.value.includes("DE, FR"));
  const ours = at(text, "s in ours", 6);
  const definition = await ask(DefinitionRequest.type, { position: ours });
  check("definition", [definition].flat()[0]?.uri === `${folder}/house.loci`);
  const references = await ask(ReferencesRequest.type, { position: ours, context: { includeDeclaration: true } });
  check("references", references.length === 2);
  const rename = await ask(RenameRequest.type, { position: at(text, "every s", 6), newName: "store" });
  const renamed = edited(text, rename.changes?.[uri] ?? rename.documentChanges[0].edits);
  check("rename", renamed.includes("require store in approved or store in ours"));

  const ragged = text.replace("    require", "  require");
  await shows(ragged);
  const edits = await ask(DocumentFormattingRequest.type, { options: { tabSize: 2, insertSpaces: true } });
  check("format", edited(ragged, edits) === text);
  await shows(text);

  const symbols = await ask(DocumentSymbolRequest.type, {});
  check("symbols", symbols[2]?.children[0].name === "stores");
  const { data } = await ask(SemanticTokensRequest.type, {});
  check("tokens", data.length > 100 && data.length % 5 === 0);
  const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
  const hints = await ask(InlayHintRequest.type, { range });
  check("hints", hints[0]?.label === "(2: DE, FR)");
  const [{ command }] = await ask(CodeLensRequest.type, {});
  const proof = await connection.sendRequest(ExecuteCommandRequest.type, command);
  check("lens", proof.claim === "keys" && proof.outcome === "proved");

  await connection.sendRequest(ShutdownRequest.type);
  await connection.sendNotification(ExitNotification.type);
  return found;
}
