// The entry: each module wires itself to the document, by delegation, so that morphed-in content needs no set-up.
import './theme.js';
import './clocks.js';
import './live.js';
import './acts.js';
import './dialogs.js';
import './menus.js';
import './keys.js';
import './copy.js';
import './search.js';
import './sheet.js';
import './news.js';
import './editor.js';

document.documentElement.dataset.js = 'on';
