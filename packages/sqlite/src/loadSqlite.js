/**
 * Node's own SQLite, without the warning that it is an experiment, which Node would print at every start: it is a release
 * candidate in the versions that are used here, and production uses PostgreSQL.
 */
function loadSqlite() {
  const { emitWarning } = process;
  process.emitWarning = (warning, ...rest) => {
    if (!String(warning).startsWith('SQLite is an experimental feature')) {
      emitWarning.call(process, warning, ...rest);
    }
  };
  try {
    return require('node:sqlite');
  } finally {
    process.emitWarning = emitWarning;
  }
}

module.exports = { loadSqlite };
