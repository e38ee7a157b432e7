import { createMockDirectory } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { indexPack } from './indexPack';
import { MissingObject, ObjectStore } from './ObjectStore';
import { applyDelta, type GitObject } from './packFormat';
import { packOf, writePack } from './writePack';

jest.setTimeout(120_000);

const nothing = (oid: string): GitObject => {
  throw new MissingObject(oid);
};

describe('packs of Git', () => {
  const disk = createMockDirectory();
  let repository: string;

  const git = (args: string[], input?: string | Buffer) =>
    execFileSync('git', ['-C', repository, ...args], {
      input,
      maxBuffer: 1 << 28,
      stdio: ['pipe', 'pipe', 'ignore'],
    });
  const oids = () =>
    git(['cat-file', '--batch-all-objects', '--batch-check=%(objectname)'])
      .toString()
      .trim()
      .split('\n');
  /** Commits one file after the other, from what is there. */
  const commit = (files: ReadonlyArray<readonly [string, string]>) => {
    const from = git(['for-each-ref']).length > 0;
    const commits = files.map(([path, content], i) =>
      [
        'commit refs/heads/main',
        `committer A <a@b> ${1_700_000_000 + i} +0000`,
        'data 1',
        'x',
        ...(from && i === 0 ? ['from refs/heads/main^0'] : []),
        `M 100644 inline ${path}`,
        `data ${Buffer.byteLength(content)}`,
        content,
        '',
      ].join('\n'),
    );
    git(['fast-import', '--quiet', '--force'], commits.join(''));
  };
  /** A pack of all, as a remote makes it. */
  const packed = (...options: string[]) =>
    git(['pack-objects', '--stdout', '-q', ...options], oids().join('\n'));
  const whole = (store: ObjectStore, oid: string) => {
    const { type, bytes } = store.read(oid);
    return bytes.equals(git(['cat-file', type, oid]));
  };

  beforeEach(() => {
    disk.clear();
    repository = disk.resolve('repository.git');
    execFileSync('git', ['init', '-q', '--bare', '-b', 'main', repository]);
  });

  const estate = fc
    .array(
      fc.tuple(
        fc.constantFrom('a.yaml', 'b/c.yaml', 'b/d/e.yaml', 'ü/ß.yaml'),
        fc.array(fc.constantFrom('kind: Pod', 'name: x', 'ünï', '- 1'), {
          minLength: 1,
          maxLength: 60,
        }),
      ),
      { minLength: 1, maxLength: 25 },
    )
    .map(files =>
      files.map(([path, lines]) => [path, lines.join('\n')] as const),
    );

  it('are indexed as Git itself does it, and give what is in them', async () => {
    await fc.assert(
      fc.asyncProperty(
        estate,
        fc.constantFrom([], ['--delta-base-offset']),
        fc.constantFrom(0, 1, 50),
        async (files, options, depth) => {
          disk.clear();
          mkdirSync(disk.path, { recursive: true });
          execFileSync('git', [
            'init',
            '-q',
            '--bare',
            '-b',
            'main',
            repository,
          ]);
          commit(files);
          const pack = packed(...options, `--depth=${depth}`, '--window=20');
          const file = disk.resolve('theirs.pack');
          writeFileSync(file, pack);
          git(['index-pack', file]);

          const { index, commits } = await indexPack(file, nothing);
          expect(index.equals(readFileSync(disk.resolve('theirs.idx')))).toBe(
            true,
          );
          expect(commits).toHaveLength(files.length);

          const store = new ObjectStore(disk.resolve('copy.git'));
          const incoming = store.incoming();
          copyFileSync(file, incoming);
          await store.take(incoming);
          expect(oids().filter(oid => !whole(store, oid))).toEqual([]);
          store.close();
        },
      ),
      { numRuns: 25 },
    );
  });

  it('may differ from what is here already', async () => {
    const text = (end: string) => `${'line\n'.repeat(400)}${end}`;
    commit([['a.yaml', text('one')]]);
    const first = git(['rev-parse', 'main']).toString().trim();
    const store = new ObjectStore(disk.resolve('copy.git'));
    const take = async (bytes: Buffer) => {
      const incoming = store.incoming();
      writeFileSync(incoming, bytes);
      await store.take(incoming);
    };
    await take(packed());
    commit([
      ['a.yaml', text('one')],
      ['a.yaml', text('two')],
    ]);
    const thin = git(
      ['pack-objects', '--stdout', '-q', '--revs', '--thin'],
      `main\n^${first}\n`,
    );
    await take(thin);

    expect(oids().filter(oid => !whole(store, oid))).toEqual([]);
    const alone = disk.resolve('alone.pack');
    writeFileSync(alone, thin);
    await expect(indexPack(alone, nothing)).rejects.toThrow(
      'lacks what its objects differ from',
    );
  });

  it('are made one where they are many, and lose nothing', async () => {
    const gitdir = disk.resolve('copy.git');
    const store = new ObjectStore(gitdir);
    const written: string[] = [];
    for (let i = 0; i < 60; i += 1) {
      const object = { type: 'blob', bytes: Buffer.from(`${i}`) } as const;
      const incoming = store.incoming();
      writeFileSync(incoming, packOf([object]));
      await store.take(incoming);
      written.push(
        git(['hash-object', '--stdin'], object.bytes).toString().trim(),
      );
    }
    const packs = readdirSync(join(gitdir, 'objects', 'pack'));
    expect(packs.length).toBeLessThan(60);
    for (const each of [store, new ObjectStore(gitdir)]) {
      expect(written.map(oid => each.read(oid).bytes.toString())).toEqual(
        written.map((_, i) => `${i}`),
      );
    }
    for (const name of packs.filter(each => each.endsWith('.pack'))) {
      git(['verify-pack', join(gitdir, 'objects', 'pack', name)]);
    }
  });

  it('that are damaged or cut off are never taken', async () => {
    commit([
      ['a.yaml', 'kind: Pod\n'.repeat(50)],
      ['a.yaml', `${'kind: Pod\n'.repeat(50)}more`],
    ]);
    const pack = packed('--delta-base-offset');
    const file = disk.resolve('incoming.pack');
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: pack.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        fc.boolean(),
        async (at, by, isCut) => {
          const bytes = Buffer.from(isCut ? pack.subarray(0, at) : pack);
          if (!isCut) {
            bytes[at] = (bytes[at] + by) % 256;
          }
          writeFileSync(file, bytes);
          await expect(indexPack(file, nothing)).rejects.toThrow();
        },
      ),
    );
  });

  it('that lie of what is in them are refused, though they are whole', async () => {
    const file = disk.resolve('incoming.pack');
    const blob = { type: 'blob', bytes: Buffer.from('hello') } as const;
    const lies: Array<(body: Buffer) => void> = [
      // More objects than there are, fewer, and one that is larger.
      body => body.writeUInt32BE(2, 8),
      body => body.writeUInt32BE(0, 8),
      body => body.writeUInt32BE(0xffffffff, 8),
      body => body.writeUInt8(0x36, 12),
      // An unknown type, and a base before the beginning.
      body => body.writeUInt8(0x05, 12),
      body => body.writeUInt8(0x65, 12),
    ];
    for (const lie of lies) {
      const body = packOf([blob]).subarray(0, -20);
      lie(body);
      writeFileSync(file, body);
      const sum = execFileSync('sha1sum', [file]).toString().slice(0, 40);
      writeFileSync(file, Buffer.concat([body, Buffer.from(sum, 'hex')]));
      await expect(indexPack(file, nothing)).rejects.toThrow();
    }
  });

  it('are written as Git reads them', async () => {
    const file = disk.resolve('ours.pack');
    const objects = Array.from({ length: 300 }, (_, i) => ({
      type: 'blob' as const,
      bytes: Buffer.alloc(i * 37, `${i}`),
    }));
    await writePack(file, objects);
    const checked = () =>
      git(['index-pack', '--strict', file]).toString().trim();
    expect(checked()).toMatch(/^[0-9a-f]{40}$/);
    writeFileSync(file, packOf(objects.slice(0, 3)));
    expect(checked()).toMatch(/^[0-9a-f]{40}$/);
  });
});

describe('a delta', () => {
  const lengthOf = (base: Buffer, delta: Buffer) => {
    try {
      return `${applyDelta(base, delta).length}`;
    } catch (error) {
      return (error as Error).message;
    }
  };

  it('leads nowhere out of its base and takes no memory on its word', () => {
    const base = Buffer.from('0123456789');
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), bytes => {
        const delta = Buffer.concat([Buffer.from([10, 20]), bytes]);
        expect(lengthOf(base, delta)).toMatch(/^20$|a pack/);
      }),
      { numRuns: 2_000 },
    );
    const huge = Buffer.from([10, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f]);
    expect(() => applyDelta(base, huge)).toThrow('of another object');
  });
});
