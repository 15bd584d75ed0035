"""The asset library: images, documents and videos, private until a live page shows them."""
