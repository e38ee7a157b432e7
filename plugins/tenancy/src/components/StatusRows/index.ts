export * from './Command';
export * from './Facts';
export * from './LongList';
export * from './ObjectNames';
export * from './ProblemLines';
export * from './StatusRow';
export * from './TimeLeft';
export * from './WhyBlock';
