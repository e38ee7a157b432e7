// In this repository Yarn puts this in the place of better-sqlite3 (`resolutions` of the root's package.json): knex's dialect
// of that name runs on it unchanged, and nothing has to be compiled or downloaded. A module of CommonJS in plain JavaScript,
// since it is required by packages that were published, and by scripts.
const { Database } = require('./Database');

/** As with better-sqlite3, `new` may be left out. */
function open(filename, options) {
  return new Database(filename, options);
}
open.prototype = Database.prototype;

module.exports = open;
