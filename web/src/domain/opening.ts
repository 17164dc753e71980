// A text that stays off the chain, and the salted commitment to it that goes there. The file is that of
// `panshi audit ask --opening`.
//
// # Security
//
// Who has the file can show what the commitment was made to. Once every copy of the salt is destroyed,
// nobody can.

import { hex, bytes } from "./bytes";
import { textCommitment } from "./digest";

export type Opening = { commitment: string; file: string };

export function commit(text: string): Opening {
  const salt = crypto.getRandomValues(new Uint8Array(32));
  const commitment = textCommitment(salt, bytes(text));
  // A JSON string is a TOML one too, but for the delete character.
  const quoted = JSON.stringify(text).replaceAll("\u007f", "\\u007f");
  return {
    commitment,
    file: `commitment = "${commitment}"\nsalt = "${hex(salt)}"\ntext = ${quoted}\n`,
  };
}
