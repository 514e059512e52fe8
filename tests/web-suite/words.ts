/**
 * The texts of the application. Tests name what a page says by its key here, so that nobody has to change a test
 * to change a sentence.
 */
export { english } from '../../examples/reference-app/src/web/text/text.js';
