import { spawn } from 'node:child_process';
import { join } from 'node:path';

jest.setTimeout(60_000);

describe('the program', () => {
  it('ends in silence where nobody reads on', async () => {
    const program = join(__dirname, '..', 'bin', 'groundwork.js');
    const child = spawn(process.execPath, ['--no-warnings', program, 'reader']);
    child.stdout.destroy();
    let said = '';
    child.stderr.on('data', data => {
      said += data;
    });
    const code = await new Promise(resolve => {
      child.on('close', resolve);
    });
    expect({ code, said }).toEqual({ code: 0, said: '' });
  });
});
