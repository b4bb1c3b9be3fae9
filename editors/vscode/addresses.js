// Addresses of a workspace that is no folder of a disk, such as `vscode-vfs://github/…`: the server knows files alone.

"use strict";

/** Returns the two directions for the folders of a workspace: the server's folders are `file:///0`, `file:///1`, … */
function mapped(folders) {
  /** Returns the address of a file for the server; what is in no folder of the workspace stays as it is. */
  function inside(address) {
    const all = folders();
    const at = all.findIndex((folder) => address === folder || address.startsWith(`${folder.replace(/\/$/, "")}/`));
    return at < 0 ? address : `file:///${at}${address.slice(all[at].replace(/\/$/, "").length)}`;
  }

  /** Returns the address of the server's file in the workspace. */
  function outside(address) {
    const found = /^file:\/\/\/(\d+)(\/.*)?$/.exec(address);
    const folder = found && folders()[Number(found[1])];
    return folder ? folder.replace(/\/$/, "") + (found[2] ?? "") : address;
  }

  return { inside, outside };
}

module.exports = { mapped };
