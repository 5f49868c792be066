"""``python -m training``."""

from training.making import main

if __name__ == "__main__":
    main()
