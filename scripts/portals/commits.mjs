import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { TENANT } from './startStock.mjs';

/** A commit of the tenant's team: `change` is given the folder of the tenant. */
export function commit(sandbox, subject, change) {
  const checkout = fs.mkdtempSync(path.join(sandbox, 'checkout-'));
  const git = (...args) =>
    execFileSync('git', args, { cwd: checkout, stdio: 'pipe' });
  try {
    git('clone', '-q', path.join(sandbox, 'git/estate.git'), '.');
    change(path.join(checkout, 'tenants', TENANT));
    git('add', '--all');
    git(
      ...['-c', 'user.name=Ada Okafor', '-c', 'user.email=ada@acme.example'],
      ...['commit', '-q', '-m', subject],
    );
    git('push', '-q', 'origin', 'HEAD:main');
  } finally {
    fs.rmSync(checkout, { recursive: true, force: true });
  }
}

/** Touches a request, and nothing of what it asks for. */
export const remark = subject => folder =>
  fs.appendFileSync(
    path.join(folder, 'requests/workload-api.yaml'),
    `# ${subject}\n`,
  );
