/**
 * What could end a line, hide, change the direction of writing, or begin a tag or a chat template's mark:
 * everything of which a reader, or a model, could see something else than is there.
 */
const unsafe =
  /[<>\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?! )\p{Zs}/gu;

/**
 * A value as one line of JSON that can neither close what it stands in nor imitate it: it has no line break, no
 * angle bracket and no invisible character, only their escapes. Parsing gives the value back.
 */
export function toInertJson(value: unknown): string {
  return JSON.stringify(value).replace(unsafe, escaped);
}

function escaped(character: string): string {
  let text = '';
  for (let at = 0; at < character.length; at += 1) {
    text += `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`;
  }
  return text;
}
