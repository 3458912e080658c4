/** Why a process cannot start, in one line for whoever runs it; nothing of it is a fault of the program. */
export class StartError extends Error {}
