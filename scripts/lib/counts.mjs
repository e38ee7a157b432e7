import fs from 'node:fs';

function readJson(file) {
  return fs.existsSync(file)
    ? JSON.parse(fs.readFileSync(file, 'utf8'))
    : undefined;
}

/** What Jest's own report counts; a suite that could not run counts as one failure. */
export function jestCounts(file) {
  const report = readJson(file);
  if (!report) {
    return { passed: 0, failed: 1 };
  }
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
  };
}

/** What Playwright's own report counts. A test that passed only on a retry is counted as failed. */
export function playwrightCounts(file) {
  const report = readJson(file);
  if (!report) {
    return { passed: 0, failed: 1 };
  }
  const { expected, unexpected, flaky } = report.stats;
  return {
    passed: expected,
    failed: unexpected + flaky + report.errors.length,
  };
}
