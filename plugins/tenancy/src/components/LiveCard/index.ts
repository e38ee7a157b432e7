export * from './CardFoot';
export * from './Freshness';
export * from './LiveCard';
