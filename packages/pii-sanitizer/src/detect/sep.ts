// What stands between two groups of a run, as `SEP`. Constants of their own: a bundler writes the numbers where they are used.
export const none = 0;
export const space = 1;
export const dash = 2;
export const dot = 3;
export const slash = 4;
export const mixed = 5;
export const newline = 6;
