export { secondInLink, useSecond } from './second-choice.ts';
export { type SecondAnswer, useSecondExplanation } from './second-explanation.ts';
export { followSecondModel, keyOfSecond, secondEngine, useSecondModel } from './second-model.ts';
export { namesBeside } from './second-names.ts';
