/**
 * Characters that could end a line, be invisible, change the text direction, or begin a tag or a chat template marker:
 * everything that could make the text look different to a reader or a model than it is.
 */
const unsafe =
  /[<>\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?! )\p{Zs}/gu;

/**
 * Serializes a value as one line of JSON that can neither close nor imitate the delimiters around it: it contains no line break, no
 * angle bracket and no invisible character, only their escapes. Parsing it returns the same value.
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
