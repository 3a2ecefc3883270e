"""The same network trained by different libraries, each in a program as its documentation would write it."""
