"""Every limit the Word reader keeps, in one place."""

MB = 1024 * 1024

FILE_BYTES = 50 * MB
PARTS = 2_000
XML_PART_BYTES = 40 * MB
BINARY_PART_BYTES = 50 * MB
TOTAL_BYTES = 300 * MB
XML_RATIO = 400  # real parts stay under 150; DEFLATE itself ends at 1,032
XML_RATIO_FROM_BYTES = 10 * MB
XML_ANGLE_BRACKETS = 2_000_000  # about a million elements; an upper bound that costs no parsing

BLOCK_DEPTH = 40
FIELD_DEPTH = 200
PARAGRAPHS = 50_000
TABLE_CELLS = 50_000
TABLE_COLUMNS = 100
TEXT_CHARACTERS = 1_000_000
RESULT_BYTES = 12 * MB  # what the parent has to load, so it bounds the parent's memory

IMAGE_PIXELS = 60_000_000
IMAGE_EDGE = 2560  # pixels
IMAGES = 500
IMAGE_CPU_SECONDS = 15.0  # later pictures are reported, so that the text still arrives

CHILD_ADDRESS_BYTES = 512 * MB
CHILD_DATA_BYTES = 256 * MB  # keeps what the child really holds under 300 MB
CHILD_CPU_SECONDS = 20
CHILD_WALL_SECONDS = 30
CHILD_FILE_BYTES = 32 * MB
