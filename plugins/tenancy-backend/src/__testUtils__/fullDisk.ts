import fs from 'node:fs';

/**
 * A disk that takes so many more files below a folder, and of each one after them a part of what it is given. Also root gets no more onto
 * a full disk, so the disk itself is played.
 */
export function fullDisk(
  folder: string,
  { code = 'ENOSPC', room = 0, part = 0 } = {},
): { free(): void } {
  const { writeFile, open } = fs.promises;
  const { writeFileSync } = fs;
  let left = room;
  const isFull = (file: unknown) => {
    if (!String(file).startsWith(folder)) {
      return false;
    }
    left -= 1;
    return left < 0;
  };
  const error = () => Object.assign(new Error(`${code}: write`), { code });
  const partOf = (data: unknown) => {
    const bytes = Buffer.from(data as Uint8Array | string);
    return bytes.subarray(0, Math.floor(bytes.length * part));
  };
  const mocks = [
    jest
      .spyOn(fs.promises, 'writeFile')
      .mockImplementation(async (file, data, options) => {
        if (isFull(file)) {
          await writeFile(file, partOf(data), options);
          throw error();
        }
        await writeFile(file, data, options);
      }),
    jest
      .spyOn(fs, 'writeFileSync')
      .mockImplementation((file, data, options) => {
        if (isFull(file)) {
          writeFileSync(file, partOf(data), options);
          throw error();
        }
        writeFileSync(file, data, options);
      }),
    jest
      .spyOn(fs.promises, 'open')
      .mockImplementation(async (file, flags, mode) => {
        const handle = await open(file, flags, mode);
        if (String(flags).startsWith('w') && isFull(file)) {
          jest.spyOn(handle, 'write').mockRejectedValue(error());
        }
        return handle;
      }),
  ];
  return { free: () => mocks.forEach(each => each.mockRestore()) };
}
