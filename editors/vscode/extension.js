// Starts the language server on every host, and shows the verdict of the open flow.

"use strict";

const vscode = require("vscode");
const { page } = require("./verdict.js");

/** The scheme of the documents that are shipped modules. */
const SHIPPED = "lexloci";
/** The pause after a keystroke before a flow is judged, in milliseconds. */
const PAUSE = 200;

let client;
/** Starts a client, with the server that there is on this host. */
let begin;

function settings() {
  return vscode.workspace.getConfiguration("lexloci");
}

async function start(context) {
  const options = {
    documentSelector: [{ language: "loci" }, { language: "markdown" }],
    initializationOptions: { day: settings().get("day") || undefined, virtualDocuments: true },
  };
  client = await begin(context, options, settings().get("path"));
}

/** Shows a shipped module, which no file holds. */
const shipped = {
  async provideTextDocumentContent(uri) {
    const answer = await client.sendRequest("lexloci/text", { uri: uri.toString() });
    return answer.text;
  },
};

/** Returns the policy of the setting: the name of a shipped one, or the address of a file. */
function policy() {
  const named = settings().get("policy") || "gdpr_transfers";
  const folder = vscode.workspace.workspaceFolders?.[0];
  const isFile = named.endsWith(".loci") && folder !== undefined;
  return isFile ? client.code2ProtocolConverter.asUri(vscode.Uri.joinPath(folder.uri, named)) : named;
}

/** A panel with the verdict of a flow. */
class Panel {
  constructor() {
    this.view = vscode.window.createWebviewPanel(
      "lexloci.verdict",
      "Verdict",
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      { enableScripts: false, localResourceRoots: [] },
    );
    this.flow = vscode.window.activeTextEditor?.document;
    this.asked = 0;
  }

  /** Follows the flow in another editor. */
  turn(document) {
    if (document?.languageId === "json" || document?.languageId === "jsonc") {
      this.flow = document;
      this.renew();
    }
  }

  /** Judges the flow after a pause; what was asked before then no longer counts. */
  renew() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.judge(), PAUSE);
  }

  async judge() {
    this.asked += 1;
    const { asked, flow } = this;
    if (flow === undefined) {
      return;
    }
    const question = { command: "lexloci.check", arguments: [policy(), flow.getText().trim() || "{}"] };
    const answer = await client.sendRequest("workspace/executeCommand", question).then(
      (result) => ({ result }),
      (error) => ({ error: String(error.message ?? error) }),
    );
    if (asked === this.asked) {
      this.view.webview.html = page(answer, vscode.workspace.asRelativePath(flow.uri));
    }
  }
}

let panel;

function showVerdict() {
  if (panel === undefined) {
    panel = new Panel();
    panel.view.onDidDispose(() => {
      clearTimeout(panel.timer);
      panel = undefined;
    });
  }
  panel.renew();
}

/** Lets one choose among the shipped policies and those of the workspace. */
async function choosePolicy() {
  const files = await vscode.workspace.findFiles("**/*.loci", "**/{node_modules,target}/**", 200);
  const shippedNames = await client.sendRequest("lexloci/policies", {});
  const own = files.map((file) => vscode.workspace.asRelativePath(file));
  const chosen = await vscode.window.showQuickPick([...own, ...shippedNames.policies], {
    title: "The policy of the verdict",
  });
  if (chosen !== undefined) {
    await settings().update("policy", chosen);
    panel?.renew();
  }
}

/** Returns what VS Code calls: `starting` starts a client on this host, the desktop's or a browser. */
exports.extension = (starting) => ({
  activate: (context) => activate(context, starting),
  deactivate: () => client?.stop(),
});

async function activate(context, starting) {
  begin = starting;
  context.subscriptions.push(
    vscode.workspace.registerTextDocumentContentProvider(SHIPPED, shipped),
    vscode.commands.registerCommand("lexloci.showVerdict", showVerdict),
    vscode.commands.registerCommand("lexloci.choosePolicy", choosePolicy),
    vscode.window.onDidChangeActiveTextEditor((editor) => panel?.turn(editor?.document)),
    vscode.workspace.onDidChangeTextDocument(() => panel?.renew()),
    vscode.workspace.onDidChangeConfiguration(async (change) => {
      if (change.affectsConfiguration("lexloci.path") || change.affectsConfiguration("lexloci.day")) {
        await client.stop();
        await start(context);
      }
      panel?.renew();
    }),
  );
  await start(context);
}
