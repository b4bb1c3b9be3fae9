// Lets a report be checked: digests of what was judged, a receipt over them and the answer, and a link to the same texts.
import type { Verdict } from "lexloci";
import { seal } from "lexloci/receipt";
import { svg } from "../dom.ts";
import { fragmentFor } from "../share/address.ts";
import type { Doc } from "../store.ts";

/** Data of a report about itself. */
export interface Evidence {
  /** The SHA-256 of the flow's text. */
  readonly flow: string;
  /** The SHA-256 of the receipt, as it is saved and as `lexloci seal` writes it. */
  readonly receipt: string;
  /** The address that opens the same texts; null where they are too long for one. */
  readonly link: string | null;
  /** The address as a code to scan; null where it is too long. */
  readonly code: SVGSVGElement | null;
}

/** The longest address that a code holds which a camera still reads from paper. */
const LONGEST_CODE = 1_800;

/** Computes the evidence; null where the browser computes no digests, as on a page without https. */
export async function evidenceOf(doc: Doc, verdict: Verdict): Promise<Evidence | null> {
  if (!globalThis.crypto?.subtle) return null;
  const flow = await digest(doc.flow);
  const receipt = await digest(atob((await seal({ check: () => verdict }, doc.flow)).payload));
  const fragment = await fragmentFor(doc);
  const link = fragment === null ? null : `${location.origin}${location.pathname}#${fragment}`;
  return { flow, receipt, link, code: link !== null && link.length <= LONGEST_CODE ? await codeOf(link) : null };
}

async function digest(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Draws an address as a QR code; the library is fetched when it is first needed. */
async function codeOf(link: string): Promise<SVGSVGElement | null> {
  try {
    const { default: qrcode } = await import("qrcode-generator");
    const code = qrcode(0, "L");
    code.addData(link);
    code.make();
    const size = code.getModuleCount();
    let path = "";
    for (let row = 0; row < size; row++)
      for (let column = 0; column < size; column++) if (code.isDark(row, column)) path += `M${column} ${row}h1v1h-1z`;
    return svg(
      "svg",
      { class: "code", viewBox: `-2 -2 ${size + 4} ${size + 4}`, role: "img", "aria-label": link },
      svg("path", { d: path, fill: "#000" }),
    );
  } catch {
    return null; // it could not be fetched: the address stands in words
  }
}
