import ts from 'typescript';

/** Words in a source that a visitor would read, though they do not come from `text/`. */
export interface Finding {
  readonly line: number;
  readonly words: string;
}

/** Attributes that people read or hear, of elements. */
const readAttributes = new Set([
  ...['alt', 'aria-description', 'aria-label', 'aria-roledescription', 'aria-valuetext'],
  ...['label', 'placeholder', 'summary', 'title'],
]);

/** What pages, toasts and errors of forms are made of. */
const readProperties = new Set([
  ...['description', 'error', 'heading', 'hint', 'label', 'lead', 'legend', 'message', 'notice'],
  ...['placeholder', 'title'],
]);

/** Finds them by the syntax alone: text between tags, and literals where people read. */
export function englishIn(source: string, fileName: string): readonly Finding[] {
  const file = ts.createSourceFile(fileName, source, ts.ScriptTarget.Latest, true);
  const findings: Finding[] = [];
  const visit = (node: ts.Node): void => {
    for (const words of wordsAt(node)) {
      const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
      findings.push({ line: line + 1, words: words.trim() });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return findings;
}

function wordsAt(node: ts.Node): readonly string[] {
  if (ts.isJsxText(node)) return hasLetters(node.text) ? [node.text] : [];
  // What braces within an element give; those of an attribute belong to the attribute.
  if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent)) {
    return node.expression ? literalsOf(node.expression).filter(hasLetters) : [];
  }
  if (ts.isJsxAttribute(node)) return wordsOfAttribute(node);
  if (ts.isPropertyAssignment(node) && readProperties.has(nameOf(node.name))) {
    return literalsOf(node.initializer).filter(isSaid);
  }
  return [];
}

function wordsOfAttribute({ name, initializer }: ts.JsxAttribute): readonly string[] {
  if (initializer === undefined) return [];
  const value = ts.isJsxExpression(initializer) ? initializer.expression : initializer;
  if (value === undefined) return [];
  return literalsOf(value).filter(readAttributes.has(name.getText()) ? hasLetters : isSentence);
}

/** The literals that an expression may come to. */
function literalsOf(node: ts.Node): readonly string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node)) {
    return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)];
  }
  if (ts.isParenthesizedExpression(node)) return literalsOf(node.expression);
  if (ts.isConditionalExpression(node)) {
    return [...literalsOf(node.whenTrue), ...literalsOf(node.whenFalse)];
  }
  return ts.isBinaryExpression(node) ? literalsOfOperation(node) : [];
}

/** Comparisons come to no words, whatever is compared. */
function literalsOfOperation({
  left,
  operatorToken,
  right,
}: ts.BinaryExpression): readonly string[] {
  switch (operatorToken.kind) {
    case ts.SyntaxKind.AmpersandAmpersandToken:
      return literalsOf(right);
    case ts.SyntaxKind.PlusToken:
    case ts.SyntaxKind.BarBarToken:
    case ts.SyntaxKind.QuestionQuestionToken:
      return [...literalsOf(left), ...literalsOf(right)];
    default:
      return [];
  }
}

const nameOf = (name: ts.PropertyName) =>
  ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : '';

const hasLetters = (text: string) => /\p{L}/u.test(text);

/** More than an identifier: words with spaces between them, or one that begins like a sentence. */
const isSaid = (text: string) => /\p{L}\s+\p{L}/u.test(text) || /^\p{Lu}\p{Ll}/u.test(text);

/** In attributes that are not for people, lists of classes and the like stand as well. */
const isSentence = (text: string) => /^\p{Lu}\p{Ll}+(?:\s|$)/u.test(text);
