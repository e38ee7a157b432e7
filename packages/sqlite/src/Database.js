const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { inSqlite } = require('./asSqliteError');
const { loadSqlite } = require('./loadSqlite');
const { Statement } = require('./Statement');

/** A database, as better-sqlite3 has it, as far as knex and Backstage use it. */
class Database {
  #database;
  #isSafe = false;
  #temporary;

  /**
   * @param source - a file, `:memory:`, or what `serialize` answered
   * @param options - `readonly`, `timeout` in milliseconds
   */
  constructor(source = ':memory:', { readonly = false, timeout = 5000 } = {}) {
    const { DatabaseSync } = loadSqlite();
    this.name = Buffer.isBuffer(source) ? ':memory:' : source;
    this.readonly = readonly;
    const file = Buffer.isBuffer(source) ? this.#filled(source) : source;
    try {
      this.#database = inSqlite(
        () => new DatabaseSync(file, { readOnly: readonly, timeout }),
      );
    } catch (error) {
      this.#forget();
      throw error;
    }
  }

  get open() {
    return this.#database.isOpen;
  }

  get memory() {
    return this.name === ':memory:';
  }

  get inTransaction() {
    return this.#database.isTransaction;
  }

  prepare(sql) {
    return inSqlite(
      () => new Statement(this.#database.prepare(sql), this.#isSafe),
    );
  }

  exec(sql) {
    inSqlite(() => this.#database.exec(sql));
    return this;
  }

  pragma(source, { simple = false } = {}) {
    const rows = this.prepare(`PRAGMA ${source}`).all();
    return simple ? Object.values(rows[0] ?? {})[0] : rows;
  }

  defaultSafeIntegers(isSafe = true) {
    this.#isSafe = isSafe;
    return this;
  }

  /** The whole database as the bytes of a file. */
  serialize() {
    const folder = temporaryFolder();
    try {
      const file = path.join(folder, 'copy.sqlite');
      this.prepare('VACUUM INTO ?').run(file);
      return fs.readFileSync(file);
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  }

  close() {
    if (this.#database.isOpen) {
      this.#database.close();
    }
    this.#forget();
    return this;
  }

  /** A file of its own for what another database was, since Node opens files only. */
  #filled(bytes) {
    this.#temporary = temporaryFolder();
    const file = path.join(this.#temporary, 'database.sqlite');
    fs.writeFileSync(file, bytes, { mode: 0o600 });
    return file;
  }

  #forget() {
    if (this.#temporary) {
      fs.rmSync(this.#temporary, { recursive: true, force: true });
      this.#temporary = undefined;
    }
  }
}

function temporaryFolder() {
  return fs.mkdtempSync(path.join(os.tmpdir(), 'groundwork-sqlite-'));
}

module.exports = { Database };
