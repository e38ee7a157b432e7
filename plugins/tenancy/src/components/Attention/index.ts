export * from './Attention';
export * from './CardCauses';
export * from './useCauseBehind';
