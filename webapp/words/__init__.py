"""The words that people read for the codes the program keeps."""
