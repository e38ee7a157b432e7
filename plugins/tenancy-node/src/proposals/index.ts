export * from './authorOf';
export * from './pushProposal';
