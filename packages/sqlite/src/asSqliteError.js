/** Names of SQLite's primary result codes, https://sqlite.org/rescode.html */
const NAMES = [
  'OK',
  'ERROR',
  'INTERNAL',
  'PERM',
  'ABORT',
  'BUSY',
  'LOCKED',
  'NOMEM',
  'READONLY',
  'INTERRUPT',
  'IOERR',
  'CORRUPT',
  'NOTFOUND',
  'FULL',
  'CANTOPEN',
  'PROTOCOL',
  'EMPTY',
  'SCHEMA',
  'TOOBIG',
  'CONSTRAINT',
  'MISMATCH',
  'MISUSE',
  'NOLFS',
  'AUTH',
  'FORMAT',
  'RANGE',
  'NOTADB',
];

/** The extended codes that callers tell apart. */
const EXTENDED = {
  275: 'CONSTRAINT_CHECK',
  787: 'CONSTRAINT_FOREIGNKEY',
  1299: 'CONSTRAINT_NOTNULL',
  1555: 'CONSTRAINT_PRIMARYKEY',
  1811: 'CONSTRAINT_TRIGGER',
  2067: 'CONSTRAINT_UNIQUE',
  2579: 'CONSTRAINT_ROWID',
  261: 'BUSY_RECOVERY',
  517: 'BUSY_SNAPSHOT',
};

/** Gives an error of SQLite the code by which better-sqlite3 names it; any other error stays what it is. */
function asSqliteError(error) {
  if (typeof error.errcode === 'number') {
    const name = EXTENDED[error.errcode] ?? NAMES[error.errcode % 256];
    error.code = `SQLITE_${name ?? 'ERROR'}`;
    error.name = 'SqliteError';
  }
  return error;
}

/** Runs something that may fail in SQLite. */
function inSqlite(work) {
  try {
    return work();
  } catch (error) {
    throw asSqliteError(error);
  }
}

module.exports = { inSqlite };
