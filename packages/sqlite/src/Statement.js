const { inSqlite } = require('./asSqliteError');

/** A prepared statement, as better-sqlite3 has it, as far as knex and Backstage use it. */
class Statement {
  #statement;
  #isSafe;

  constructor(statement, isSafe) {
    this.#statement = statement;
    this.safeIntegers(isSafe);
    /** Whether it answers rows. */
    this.reader = statement.columns().length > 0;
  }

  safeIntegers(isSafe = true) {
    this.#isSafe = isSafe;
    // an integer that no double holds would be an error of Node's; better-sqlite3 answers the nearest one
    this.#statement.setReadBigInts(true);
    return this;
  }

  run(...bindings) {
    const { changes, lastInsertRowid } = inSqlite(() =>
      this.#statement.run(...flat(bindings)),
    );
    return {
      changes: Number(changes),
      lastInsertRowid: this.#isSafe ? lastInsertRowid : Number(lastInsertRowid),
    };
  }

  get(...bindings) {
    const row = inSqlite(() => this.#statement.get(...flat(bindings)));
    return row && this.#rowOf(row);
  }

  all(...bindings) {
    return inSqlite(() => this.#statement.all(...flat(bindings))).map(row =>
      this.#rowOf(row),
    );
  }

  *iterate(...bindings) {
    for (const row of this.#statement.iterate(...flat(bindings))) {
      yield this.#rowOf(row);
    }
  }

  /** Node's rows have no prototype, its blobs are no Buffers. */
  #rowOf(row) {
    const made = {};
    for (const name of Object.keys(row)) {
      made[name] = this.#valueOf(row[name]);
    }
    return made;
  }

  #valueOf(value) {
    if (typeof value === 'bigint') {
      return this.#isSafe ? value : Number(value);
    }
    return value instanceof Uint8Array
      ? Buffer.from(value.buffer, value.byteOffset, value.byteLength)
      : value;
  }
}

/** Bindings are given one by one or as an array. */
function flat(bindings) {
  return bindings.flat().map(each => {
    if (typeof each === 'boolean') {
      throw new TypeError(
        'SQLite3 can only bind numbers, strings, bigints, buffers, and null',
      );
    }
    return each === undefined ? null : each;
  });
}

module.exports = { Statement };
