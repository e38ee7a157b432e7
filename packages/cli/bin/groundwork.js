#!/usr/bin/env node
/* eslint-disable no-console, no-restricted-syntax -- a command talks to its terminal, and knows only its own folder */
'use strict';

// Some dependencies are ES modules, which older versions can't `require`.
if (!process.features.require_module) {
  console.error(
    `groundwork needs Node 20.19, 22.12 or later, and this is ${process.version}.`,
  );
  process.exit(2);
}

const { existsSync } = require('node:fs');
const { join } = require('node:path');

const built = join(__dirname, '..', 'dist', 'index.cjs.js');
const source = join(__dirname, '..', 'src', 'index.ts');

// In a checkout the sources run as they are; the published package has no sources.
if (existsSync(source)) {
  require('@backstage/cli/config/nodeTransform.cjs');
}

const { main } = require(existsSync(source) ? source : built);

// Whoever reads may have enough, as `head` has.
process.stdout.on('error', error => {
  if (error.code !== 'EPIPE') {
    throw error;
  }
  process.exit();
});

main(process.argv.slice(2), {
  out: text => process.stdout.write(text),
  err: text => process.stderr.write(text),
  now: () => Date.now(),
}).then(
  code => {
    process.exitCode = code;
  },
  error => {
    console.error(error);
    process.exitCode = 2;
  },
);
