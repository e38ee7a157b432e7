import { existsSync, symlinkSync } from 'node:fs';
import { applyChange } from './applyChange';
import { TestDirectory } from './testing/TestDirectory';

describe('applyChange', () => {
  let directory: TestDirectory;
  let outside: TestDirectory;

  beforeEach(() => {
    directory = new TestDirectory();
    outside = new TestDirectory();
    outside.put('a.yaml', 'theirs');
    directory.put('tenants/pay/own.yaml', 'old');
  });

  afterEach(() => {
    directory.remove();
    outside.remove();
  });

  const write = (path: string, change: 'added' | 'changed' | 'removed') =>
    applyChange(directory.root, { path, change, content: 'new' });

  it('writes, makes folders and removes', async () => {
    await write('tenants/pay/own.yaml', 'changed');
    await write('tenants/pay/dev/more.yaml', 'added');
    expect(directory.read('tenants/pay/own.yaml')).toBe('new');
    expect(directory.read('tenants/pay/dev/more.yaml')).toBe('new');
    await write('tenants/pay/own.yaml', 'removed');
    expect(existsSync(directory.path('tenants/pay/own.yaml'))).toBe(false);
  });

  it('writes nothing through a link, of a file or of a folder', async () => {
    symlinkSync(outside.path('a.yaml'), directory.path('tenants/pay/a.yaml'));
    symlinkSync(outside.path('.'), directory.path('tenants/pay/dev'));
    symlinkSync(outside.path('b.yaml'), directory.path('tenants/pay/b.yaml'));
    await expect(write('tenants/pay/a.yaml', 'changed')).rejects.toThrow(
      'tenants/pay/a.yaml is a symbolic link',
    );
    await expect(write('tenants/pay/dev/a.yaml', 'removed')).rejects.toThrow(
      'tenants/pay/dev is a symbolic link',
    );
    await expect(write('tenants/pay/b.yaml', 'added')).rejects.toThrow(
      'symbolic link',
    );
    expect(outside.read('a.yaml')).toBe('theirs');
    expect(existsSync(outside.path('b.yaml'))).toBe(false);
  });
});
