const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const createKnex = require('knex');
const Database = require('.');

describe('a database of Node behind the interface of better-sqlite3', () => {
  let folder;
  const open = [];

  const knex = filename => {
    const made = createKnex({
      client: 'better-sqlite3',
      connection: { filename },
      useNullAsDefault: true,
    });
    open.push(made);
    return made;
  };

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sqlite-test-'));
  });

  afterEach(async () => {
    await Promise.all(open.splice(0).map(each => each.destroy()));
    fs.rmSync(folder, { recursive: true, force: true });
  });

  it('is what knex runs on here', async () => {
    const db = knex(':memory:');
    await db.schema.createTable('things', table => {
      table.increments('id');
      table.string('name').unique();
      table.binary('bytes');
      table.boolean('good');
      table.datetime('at').defaultTo(db.fn.now());
    });
    expect(
      await db('things').insert({
        name: 'a',
        bytes: Buffer.from([0, 255]),
        good: true,
      }),
    ).toEqual([1]);
    expect(
      await db('things').insert({ name: 'b' }).returning(['id', 'good']),
    ).toEqual([{ id: 2, good: null }]);
    const [row] = await db('things').select('name', 'bytes', 'good');
    expect(row).toEqual({ name: 'a', bytes: Buffer.from([0, 255]), good: 1 });
    expect(Buffer.isBuffer(row.bytes)).toBe(true);
    expect(Object.getPrototypeOf(row)).toBe(Object.prototype);
    expect(await db('things').where({ name: 'b' }).update({ good: 0 })).toBe(1);
    expect(await db('things').where({ good: 0 }).delete()).toBe(1);
  });

  it('rolls back, and keeps what was committed in its file', async () => {
    const file = path.join(folder, 'a.sqlite');
    const db = knex(file);
    await db.schema.createTable('things', table => table.integer('n'));
    await db.transaction(tx => tx('things').insert({ n: 1 }));
    await expect(
      db.transaction(async tx => {
        await tx('things').insert({ n: 2 });
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await knex(file)('things').select()).toEqual([{ n: 1 }]);
  });

  it('names what SQLite refuses as better-sqlite3 does', async () => {
    const db = new Database(':memory:');
    db.exec(
      `create table a (id integer primary key, n text not null unique);
       create table b (a integer references a (id), c check (c > 0));
       insert into a (n) values ('x');`,
    );
    const codeOf = work => {
      try {
        work();
        return undefined;
      } catch (error) {
        return [error.code, error.message];
      }
    };
    expect(
      [
        "insert into a (n) values ('x')",
        'insert into a (n) values (null)',
        "insert into a (id, n) values (1, 'y')",
        'insert into b (a) values (7)',
        'insert into b (c) values (0)',
      ].map(sql => codeOf(() => db.prepare(sql).run())[0]),
    ).toEqual([
      'SQLITE_CONSTRAINT_UNIQUE',
      'SQLITE_CONSTRAINT_NOTNULL',
      'SQLITE_CONSTRAINT_PRIMARYKEY',
      'SQLITE_CONSTRAINT_FOREIGNKEY',
      'SQLITE_CONSTRAINT_CHECK',
    ]);
    expect(codeOf(() => db.prepare('select missing'))).toEqual([
      'SQLITE_ERROR',
      'no such column: missing',
    ]);
    expect(codeOf(() => new Database(path.join(folder, 'no/no')))).toEqual([
      'SQLITE_CANTOPEN',
      'unable to open database file',
    ]);
    expect(() => db.prepare('select ?').get(true)).toThrow(TypeError);
    db.close();
    db.close();
    expect(db.open).toBe(false);
  });

  it('says at once that another holds the lock, where it is told to', () => {
    const file = path.join(folder, 'a.sqlite');
    const one = Database(file);
    one.exec('create table a (n); begin exclusive');
    const other = Database(file);
    other.pragma('busy_timeout = 0');
    let code;
    try {
      other.prepare('select * from a').all();
    } catch (error) {
      code = error.code;
    }
    expect(code).toBe('SQLITE_BUSY');
    one.exec('commit');
    expect(other.prepare('select * from a').all()).toEqual([]);
    one.close();
    other.close();
  });

  it('answers integers as numbers unless it is asked for all of their digits', () => {
    const db = new Database();
    expect(db.prepare('select 9007199254740993 as n').get()).toEqual({
      n: 9007199254740992,
    });
    expect(
      db.prepare('select 9007199254740993 as n').safeIntegers().get(),
    ).toEqual({ n: 9007199254740993n });
    expect([...db.prepare('select 1 as n union select 2').iterate()]).toEqual([
      { n: 1 },
      { n: 2 },
    ]);
    db.close();
  });

  it('can be carried from one process to the next', () => {
    const db = new Database(':memory:');
    db.exec('create table a (n); insert into a values (1)');
    const next = new Database(db.serialize());
    db.close();
    expect(next.memory).toBe(true);
    next.exec('insert into a values (2)');
    expect(next.prepare('select n from a').all()).toEqual([{ n: 1 }, { n: 2 }]);
    next.close();
  });

  it('opens what may only be read', () => {
    const file = path.join(folder, 'a.sqlite');
    new Database(file).exec('create table a (n)').close();
    const db = new Database(file, { readonly: true });
    expect(() => db.exec('insert into a values (1)')).toThrow(/readonly/);
    db.close();
  });
});
