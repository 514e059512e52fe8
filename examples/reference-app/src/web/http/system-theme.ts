import postcss, { type Container } from 'postcss';

const dark = '[data-bs-theme=dark]';
const auto = '[data-bs-theme=auto]';

/**
 * Bootstrap's style sheet, which knows `data-bs-theme="dark"`, so that `data-bs-theme="auto"` follows the system,
 * without any script.
 */
export function followSystemTheme(css: string): string {
  const root = postcss.parse(css);
  const media = postcss.atRule({ name: 'media', params: '(prefers-color-scheme: dark)' });
  root.walkRules((rule) => {
    if (!rule.selector.includes(dark)) return;
    const copy = rule.clone({ selector: rule.selector.replaceAll(dark, auto) });
    media.append(surroundedAs(rule.parent as Container, copy));
  });
  root.append(media);
  return root.toString();
}

/** The copy within the same condition as the rule that it was made of. */
function surroundedAs(parent: Container, copy: postcss.Rule): postcss.ChildNode {
  if (parent.type !== 'atrule') return copy;
  const condition = (parent as postcss.AtRule).clone({ nodes: [] });
  condition.append(copy);
  return condition;
}
