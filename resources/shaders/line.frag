flat in vec4 lineColour;
flat in float reach;
in float across;

out vec4 fragColour;

void main()
{
    fragColour = vec4(lineColour.rgb, lineColour.a * clamp(reach - abs(across), 0.0, 1.0));
}
