export * from './CauseFixes';
export * from './FixButton';
export * from './FixesScope';
export * from './FixList';
